package com.ieltsaiprep.api.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class RespTest {
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void writesCommandsAsArraysOfStrings() {
        assertThat(utf8(Resp.command(List.of("SETEX", "k", "60", "é"))))
                .isEqualTo("*4\r\n$5\r\nSETEX\r\n$1\r\nk\r\n$2\r\n60\r\n$2\r\né\r\n");
    }

    @Test
    void readsEachReplyType() throws IOException {
        InputStream in =
                bytes("+OK\r\n-WRONGPASS a secret\r\n:42\r\n$3\r\na\r\n\r\n$-1\r\n$0\r\n\r\n");

        assertThat(Resp.read(in)).isEqualTo(new RespReply.Text("OK"));
        assertThat(Resp.read(in)).isEqualTo(new RespReply.Refused("WRONGPASS"));
        assertThat(Resp.read(in)).isEqualTo(new RespReply.Count(42));
        assertThat(Resp.read(in)).isEqualTo(new RespReply.Text("a\r\n"));
        assertThat(Resp.read(in)).isEqualTo(new RespReply.Nothing());
        assertThat(Resp.read(in)).isEqualTo(new RespReply.Text(""));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Property
    void readsAnyStringAndNoByteMore(@ForAll @Size(max = 20) List<String> texts)
            throws IOException {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            String safe = utf8(text.getBytes(StandardCharsets.UTF_8));
            all.append('$').append(safe.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
            all.append(safe).append("\r\n");
        }

        InputStream in = bytes(all.toString());

        for (String text : texts) {
            String safe = utf8(text.getBytes(StandardCharsets.UTF_8));
            assertThat(Resp.read(in)).isEqualTo(new RespReply.Text(safe));
        }
        assertThat(in.read()).isEqualTo(-1);
    }

    @Property
    void readsOrFailsOnAnyBytes(@ForAll byte[] garbage) {
        InputStream in = new ByteArrayInputStream(garbage);
        try {
            assertThat(Resp.read(in)).isNotNull();
        } catch (IOException e) {
            assertThat(e).isInstanceOfAny(ProtocolException.class, EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*1\r\n$1\r\na\r\n", "$65537\r\n", "$99999999999999999999\r\n", "$-2\r\n",
                "$x\r\n", "\r\n", "+a\rb", "$1\r\nab\r\n"
            })
    void refusesMalformedReplies(String reply) {
        assertThatThrownBy(() -> Resp.read(bytes(reply))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+OK", "$3\r\nab", "$3\r\n"})
    void failsOnTruncatedReply(String reply) {
        assertThatThrownBy(() -> Resp.read(bytes(reply))).isInstanceOf(EOFException.class);
    }

    @Test
    void limitsLineLength() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return '+';
                    }
                };

        assertThatThrownBy(() -> Resp.read(endless)).isInstanceOf(ProtocolException.class);
    }
}
