package com.ieltsaiprep.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class EventMessageTest {
    @Property(tries = 200)
    void isDecodedFromPiecesOfAnySize(
            @ForAll @Size(min = 1, max = 5) List<@Size(max = 300) byte[]> payloads,
            @ForAll @IntRange(min = 1, max = 200) int piece)
            throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        payloads.forEach(payload -> wire.writeBytes(message(payload).encode()));
        byte[] bytes = wire.toByteArray();
        EventDecoder decoder = new EventDecoder();
        List<EventMessage> read = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            int to = Math.min(bytes.length, from + piece);
            read.addAll(decoder.accept(Arrays.copyOfRange(bytes, from, to)));
        }
        assertThat(read).hasSameSizeAs(payloads);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).payload()).isEqualTo(payloads.get(i));
            assertThat(read.get(i).headers())
                    .usingRecursiveComparison()
                    .isEqualTo(message(payloads.get(i)).headers());
        }
    }

    @Property(tries = 200)
    void anyFlippedBitIsDetected(
            @ForAll @IntRange(min = 0, max = 1_000) int where,
            @ForAll @IntRange(min = 0, max = 7) int bit) {
        byte[] bytes = message(new byte[] {1, 2, 3}).encode();
        bytes[where % bytes.length] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> EventDecoder.decode(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void isDecodedByTheAwsSdk() {
        MessageDecoder decoder = new MessageDecoder();
        decoder.feed(message(new byte[] {7}).encode());
        List<Message> messages = decoder.getDecodedMessages();
        assertThat(messages).hasSize(1);
        assertThat(messages.getFirst().getPayload()).containsExactly(7);
        assertThat(messages.getFirst().getHeaders())
                .containsEntry("text", HeaderValue.fromString("words"))
                .containsEntry("time", HeaderValue.fromTimestamp(Instant.ofEpochMilli(1_234)));
    }

    @Test
    void aTooLongMessageIsRejectedBeforeItsBytesArrive() {
        byte[] huge = new EventMessage(Map.of(), new byte[2 << 20]).encode();
        assertThatThrownBy(() -> new EventDecoder().accept(Arrays.copyOf(huge, 100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("impossible length");
    }

    private static EventMessage message(byte[] payload) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("yes", true);
        headers.put("no", false);
        headers.put("byte", (byte) 1);
        headers.put("short", (short) 2);
        headers.put("int", 3);
        headers.put("long", 4L);
        headers.put("bytes", new byte[] {5, 6});
        headers.put("text", "words");
        headers.put("time", Instant.ofEpochMilli(1_234));
        headers.put("uuid", new UUID(8, 9));
        return new EventMessage(headers, payload);
    }
}
