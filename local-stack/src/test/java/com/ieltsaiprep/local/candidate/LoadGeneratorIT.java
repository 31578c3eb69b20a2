package com.ieltsaiprep.local.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class LoadGeneratorIT {
    @Test
    void holdsManyConversationsWithoutALoss() throws InterruptedException {
        try (MiniStack stack = new MiniStack()) {
            StackClient client = new StackClient(stack.address());
            LoadGenerator load = new LoadGenerator(client, new EpochClock(), _ -> {});

            List<LoadGenerator.Attempt> held = load.run(new LoadGenerator.Shape(20, 5, 2));
            LoadReport report = LoadReport.of(held, client);

            assertThat(report.problems()).isEmpty();
            assertThat(report.heldBytesMax()).hasValue(4096);
            assertThat(report.toJson().get("complete").asInt()).isEqualTo(20);
            assertThat(report.toJson().get("framesSent").asLong())
                    .isBetween(frames(20 * 3), frames(20 * 7));
        }
    }

    private static long frames(int seconds) {
        return seconds * 1000L / Microphone.FRAME_MS;
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
