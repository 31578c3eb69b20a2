package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ShutdownSequenceTest {
    private final ShutdownSequence shutdown = new ShutdownSequence();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsTheLastFirst() {
        shutdown.register(() -> stopped.add("Redis"));
        shutdown.register(() -> stopped.add("the gateway"));

        shutdown.close();

        assertThat(stopped).containsExactly("the gateway", "Redis");
    }

    @Test
    void onePartThatDoesNotStopKeepsNoneOfTheOthersRunning() {
        shutdown.register(() -> stopped.add("Redis"));
        shutdown.register(() -> stubborn("the gateway"));
        shutdown.register(() -> stubborn("the API"));

        assertThatThrownBy(shutdown::close)
                .isInstanceOf(StackException.class)
                .hasMessage("not all stops: the API hangs; the gateway hangs")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
        assertThat(stopped).containsExactly("Redis");
    }

    @Test
    void stopsEachPartOnce() {
        shutdown.register(() -> stopped.add("Redis"));

        shutdown.close();
        shutdown.close();

        assertThat(stopped).hasSize(1);
    }

    @Test
    void whatDidNotStartIsNotHiddenByWhatDoesNotStop() {
        StackException cause = new StackException("the page does not start");
        shutdown.register(() -> stopped.add("Redis"));
        shutdown.register(() -> stubborn("the gateway"));

        shutdown.closeAfter(cause);

        assertThat(cause.getSuppressed()).singleElement().isInstanceOf(IOException.class);
        assertThat(stopped).containsExactly("Redis");
    }

    private static void stubborn(String part) throws IOException {
        throw new IOException(part + " hangs");
    }
}
