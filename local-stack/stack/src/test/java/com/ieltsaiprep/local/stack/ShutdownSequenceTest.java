package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ShutdownSequenceTest {
    private final ShutdownSequence shutdown = new ShutdownSequence();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesInReverseOrder() {
        shutdown.register(() -> closed.add("Redis"));
        shutdown.register(() -> closed.add("the gateway"));

        shutdown.close();

        assertThat(closed).containsExactly("the gateway", "Redis");
    }

    @Test
    void aFailingResourceDoesNotKeepTheOthersOpen() {
        shutdown.register(() -> closed.add("Redis"));
        shutdown.register(() -> failing("the gateway"));
        shutdown.register(() -> failing("the API"));

        assertThatThrownBy(shutdown::close)
                .isInstanceOf(StackException.class)
                .hasMessage("not all stops: the API hangs; the gateway hangs")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
        assertThat(closed).containsExactly("Redis");
    }

    @Test
    void closesEachResourceOnce() {
        shutdown.register(() -> closed.add("Redis"));

        shutdown.close();
        shutdown.close();

        assertThat(closed).hasSize(1);
    }

    @Test
    void failuresToCloseDoNotHideTheCause() {
        StackException cause = new StackException("the page does not start");
        shutdown.register(() -> closed.add("Redis"));
        shutdown.register(() -> failing("the gateway"));

        shutdown.closeAfter(cause);

        assertThat(cause.getSuppressed()).singleElement().isInstanceOf(IOException.class);
        assertThat(closed).containsExactly("Redis");
    }

    private static void failing(String part) throws IOException {
        throw new IOException(part + " hangs");
    }
}
