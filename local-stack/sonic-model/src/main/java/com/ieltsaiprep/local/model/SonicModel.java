package com.ieltsaiprep.local.model;

/**
 * Nova Sonic model: one bidirectional stream of the service, from its opening to its end. For use
 * by one thread, in which its {@link ModelDriver} runs the scheduled tasks.
 */
public final class SonicModel {
    private static final String VALIDATION = "validationException";

    private final ModelSettings settings;
    private final StreamDriver driver;
    private final InputRules rules;
    private final SonicDialogue dialogue;
    private long lastInputUs;
    private boolean isUnresponsive;
    private boolean isOver;

    /** Creates a stream that is not open yet. */
    public SonicModel(
            ModelSettings settings,
            Examiner examiner,
            Hearing.Factory hearings,
            ModelDriver driver) {
        this.settings = settings;
        this.driver = new StreamDriver(driver);
        this.rules = new InputRules(settings.forms());
        this.dialogue = new SonicDialogue(this.driver, settings, examiner, hearings, rules);
    }

    /** Opens the stream: its lifetime and its idle time begin. */
    public void open() {
        lastInputUs = driver.nowUs();
        driver.scheduleAlways(
                settings.lifeMs() * 1_000,
                () ->
                        fail(
                                "modelTimeoutException",
                                "Model has timed out in processing the request"));
        checkIdle();
    }

    private void checkIdle() {
        long leftUs = settings.idleMs() * 1_000 - (driver.nowUs() - lastInputUs);
        if (leftUs > 0) {
            driver.scheduleAlways(leftUs, this::checkIdle);
            return;
        }
        fail(
                VALIDATION,
                "Timed out waiting for audio bytes or interactive content. Please send audio bytes"
                        + " or interactive content in intervals of less than "
                        + settings.idleMs() / 1000
                        + " seconds.");
    }

    /** Processes the next event of the client; one that is out of order ends the stream. */
    public void accept(ModelInput event) {
        if (isOver) {
            return;
        }
        String violation = rules.violation(event);
        if (violation != null) {
            fail(VALIDATION, violation);
            return;
        }
        if (event instanceof ModelInput.Audio
                || event instanceof ModelInput.Text
                || event instanceof ModelInput.ToolResult) {
            lastInputUs = driver.nowUs();
        }
        if (!isUnresponsive) {
            dialogue.onInput(event);
        }
    }

    /** Returns whether the client has sent messages of a history. */
    public boolean hasHistory() {
        return rules.hasHistory();
    }

    /** Returns whether the client has ended the session. */
    public boolean isSessionEnded() {
        return dialogue.isSessionEnded();
    }

    /** Stops processing and replying, while the stream stays open. */
    public void stopResponding() {
        isUnresponsive = true;
    }

    /** Makes every further sentence endless, and generates it all at once. */
    public void flood() {
        dialogue.flood();
    }

    /** Closes the stream without any event. */
    public void close() {
        isOver = true;
    }

    private void fail(String exception, String message) {
        driver.onEnd(new ModelEnd.Failed(exception, message));
    }

    /** Driver of this stream as long as it is open and responds. */
    private final class StreamDriver implements ModelDriver {
        private final ModelDriver driver;

        StreamDriver(ModelDriver driver) {
            this.driver = driver;
        }

        @Override
        public long nowUs() {
            return driver.nowUs();
        }

        @Override
        public void schedule(long delayUs, Runnable task) {
            scheduleAlways(
                    delayUs,
                    () -> {
                        if (!isUnresponsive) {
                            task.run();
                        }
                    });
        }

        /** Schedules a task of a stream that may not respond any more. */
        void scheduleAlways(long delayUs, Runnable task) {
            driver.schedule(
                    delayUs,
                    () -> {
                        if (!isOver) {
                            task.run();
                        }
                    });
        }

        @Override
        public void onOutput(ModelOutput output) {
            if (!isOver && !isUnresponsive) {
                driver.onOutput(output);
            }
        }

        @Override
        public boolean isFull() {
            return isOver || isUnresponsive || driver.isFull();
        }

        @Override
        public void onEnd(ModelEnd end) {
            if (!isOver) {
                isOver = true;
                driver.onEnd(end);
            }
        }

        @Override
        public long thinkingUs() {
            return driver.thinkingUs();
        }

        @Override
        public String toolUseId(int number) {
            return driver.toolUseId(number);
        }

        @Override
        public void onMark(Mark mark, int turn) {
            driver.onMark(mark, turn);
        }

        @Override
        public void onTranscript(int turn, ModelOutput.Role role, String text) {
            driver.onTranscript(turn, role, text);
        }
    }
}
