package com.ieltsaiprep.local.stack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** It waits for half a minute, on a stack of its own: beside the other classes. */
@Execution(ExecutionMode.CONCURRENT)
final class DepartureIT {
    @RegisterExtension static final StackExtension STACK = new StackExtension();

    @Test
    void clientsThatLeaveWithoutAWordLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (TestClient client = TestClient.start(STACK.addresses())) {
                client.greeted();
            }
        }
        STACK.nothingIsLeft();
    }
}
