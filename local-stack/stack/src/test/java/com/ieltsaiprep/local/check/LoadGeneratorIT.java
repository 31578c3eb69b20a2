package com.ieltsaiprep.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.speak.MiniStack;

import org.junit.jupiter.api.Test;

import java.util.List;

class LoadGeneratorIT {
    @Test
    void holdsManyConversationsWithoutALoss() throws InterruptedException {
        try (MiniStack stack = new MiniStack()) {
            StackClient client = new StackClient(stack.address());
            LoadGenerator load = new LoadGenerator(client, new EpochClock(), _ -> {});

            List<LoadGenerator.Attempt> held = load.run(new LoadGenerator.Shape(20, 3, 1));
            LoadReport report = LoadReport.of(held, client);

            assertThat(report.problems()).isEmpty();
            assertThat(report.heldBytesMax()).hasValue(4096);
            assertThat(report.toJson().get("complete").asInt()).isEqualTo(20);
            assertThat(report.toJson().get("framesSent").asLong())
                    .isPositive()
                    .isEqualTo(stack.receivedFrames());
        }
    }

    @Test
    void reportsWhichConversationsCouldNotBeHeld() throws InterruptedException {
        MiniStack stack = new MiniStack();
        StackClient client = new StackClient(stack.address());
        stack.close();

        List<LoadGenerator.Attempt> held =
                new LoadGenerator(client, new EpochClock(), _ -> {})
                        .run(new LoadGenerator.Shape(2, 1, 0));

        assertThat(held)
                .allMatch(
                        one -> (stack.address().web() + " does not answer").equals(one.failure()));
    }
}
