package com.ieltsaiprep.local.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

class StateFileTest {
    @TempDir private Path folder;

    @Test
    void saysWhereTheStackIs() throws IOException {
        StateFile file = write(ProcessHandle.current().pid(), ",\"sonicControl\":\"http://s:4\"");

        assertThat(file.read())
                .contains(
                        new StackAddress(
                                URI.create("http://w:1"),
                                URI.create("ws://g:2/nova-sonic"),
                                URI.create("http://m:3"),
                                URI.create("http://s:4")));
    }

    @Test
    void knowsThatAmazonsMayaHasNoControl() throws IOException {
        StackAddress address = write(ProcessHandle.current().pid(), "").open().address();

        assertThat(address.sonicControl()).isNull();
    }

    @Test
    void isEmptyOnceTheProcessIsGone() throws IOException {
        StateFile file = write(Integer.MAX_VALUE, "");

        assertThat(file.read()).isEmpty();
        assertThatThrownBy(file::open)
                .isInstanceOf(StackException.class)
                .hasMessage("no stack is running: try ./run");
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(new StateFile(folder.resolve("none")).read()).isEmpty();
    }

    @Test
    void complainsAboutAFileThatSaysNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("s.json"), "{\"pid\": 1}");

        assertThatThrownBy(() -> new StateFile(file).read())
                .isInstanceOf(StackException.class)
                .hasMessage(file + " does not say where the stack is");
    }

    private StateFile write(long pid, String more) throws IOException {
        String json =
                """
                {"web":"http://w:1","gateway":"ws://g:2/nova-sonic","management":"http://m:3",\
                "pid":%d%s}\
                """
                        .formatted(pid, more);
        return new StateFile(Files.writeString(folder.resolve("s.json"), json));
    }
}
