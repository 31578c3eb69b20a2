package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageReader;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Recorder of the protocol elements that cross one connection, for {@link ProtocolCoverageIT}. They
 * have names such as {@code ServerMessage.Status} and {@code StreamState.LIVE}.
 */
final class ProtocolCoverageRecorder {
    /** System property with the file of this build; not set when a test runs outside of one. */
    static final String FILE_PROPERTY = "protocol.seen";

    private final @Nullable String file = System.getProperty(FILE_PROPERTY);
    private final Set<String> seen = new HashSet<>();
    private boolean clientCloses;

    /** Returns all names of the protocol. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>();
        for (Class<?> side : new Class<?>[] {ClientMessage.class, ServerMessage.class}) {
            for (Class<?> type : side.getPermittedSubclasses()) {
                all.add(name(type));
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .filter(Class::isEnum)
                        .flatMap(constants -> Stream.of(constants.getEnumConstants()))
                        .map(constant -> name((Enum<?>) constant))
                        .forEach(all::add);
            }
        }
        Stream.of(AudioFrame.class.getDeclaredClasses())
                .map(ProtocolCoverageRecorder::name)
                .forEach(all::add);
        Stream.of(CloseCode.values()).map(ProtocolCoverageRecorder::name).forEach(all::add);
        return all;
    }

    /** Records bytes from the client, which may be anything; only a complete frame counts. */
    void sent(byte[] bytes) {
        int lengthBytes = bytes.length > 1 && (bytes[1] & 0x7F) == 126 ? 2 : 0;
        int header = 2 + lengthBytes + 4;
        if (bytes.length < header || (bytes[0] & 0x80) == 0) {
            return;
        }
        byte[] payload = Arrays.copyOfRange(bytes, header, bytes.length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= bytes[header - 4 + i % 4];
        }
        switch (bytes[0] & 0x0F) {
            case RawWebSocket.TEXT -> sentText(new String(payload, StandardCharsets.UTF_8));
            case RawWebSocket.BINARY -> AudioFrame.readUplink(payload).ifPresent(this::record);
            case RawWebSocket.CLOSE -> clientCloses = true;
            default -> {}
        }
    }

    private void sentText(String text) {
        switch (ClientMessageReader.read(text)) {
            case ClientMessageReader.Read(ClientMessage message) -> record((Record) message);
            case ClientMessageReader.Refused _ -> {}
        }
    }

    /** Records a frame from the gateway; a close frame that answers the client's does not count. */
    void received(RawWebSocket.Frame frame) {
        switch (frame.opcode()) {
            case RawWebSocket.TEXT -> receivedText(frame.text());
            case RawWebSocket.BINARY ->
                    AudioFrame.readDownlink(frame.payload()).ifPresent(this::record);
            case RawWebSocket.CLOSE -> receivedClose(frame.closeCode());
            default -> {}
        }
    }

    private void receivedText(String text) {
        if (ServerMessageReader.read(text)
                instanceof ServerMessageReader.Read(ServerMessage message)) {
            record((Record) message);
        }
    }

    private void receivedClose(int code) {
        Stream.of(CloseCode.values())
                .filter(known -> known.code() == code && !clientCloses)
                .forEach(known -> record(name(known)));
    }

    private void record(Record message) {
        record(name(message.getClass()));
        try {
            for (RecordComponent component : message.getClass().getRecordComponents()) {
                if (component.getAccessor().invoke(message) instanceof Enum<?> constant) {
                    record(name(constant));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the protocol's records are public", e);
        }
    }

    private void record(String name) {
        if (file == null || !seen.add(name)) {
            return;
        }
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(
                    path, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Class<?> type) {
        return type.getDeclaringClass().getSimpleName() + "." + type.getSimpleName();
    }

    private static String name(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }
}
