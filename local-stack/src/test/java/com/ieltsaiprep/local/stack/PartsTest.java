package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class PartsTest {
    private final Parts parts = new Parts();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsTheLastFirst() {
        parts.keep(() -> stopped.add("Redis"));
        parts.keep(() -> stopped.add("the gateway"));

        parts.close();

        assertThat(stopped).containsExactly("the gateway", "Redis");
    }

    @Test
    void onePartThatDoesNotStopKeepsNoneOfTheOthersRunning() {
        parts.keep(() -> stopped.add("Redis"));
        parts.keep(() -> stubborn("the gateway"));
        parts.keep(() -> stubborn("the API"));

        assertThatThrownBy(parts::close)
                .isInstanceOf(StackException.class)
                .hasMessage("not all stops: the API hangs; the gateway hangs")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
        assertThat(stopped).containsExactly("Redis");
    }

    @Test
    void stopsEachPartOnce() {
        parts.keep(() -> stopped.add("Redis"));

        parts.close();
        parts.close();

        assertThat(stopped).hasSize(1);
    }

    @Test
    void whatDidNotStartIsNotHiddenByWhatDoesNotStop() {
        StackException cause = new StackException("the page does not start");
        parts.keep(() -> stopped.add("Redis"));
        parts.keep(() -> stubborn("the gateway"));

        parts.closeAfter(cause);

        assertThat(cause.getSuppressed()).singleElement().isInstanceOf(IOException.class);
        assertThat(stopped).containsExactly("Redis");
    }

    private static void stubborn(String part) throws IOException {
        throw new IOException(part + " hangs");
    }
}
