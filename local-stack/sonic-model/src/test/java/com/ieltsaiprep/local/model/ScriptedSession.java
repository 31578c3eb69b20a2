package com.ieltsaiprep.local.model;

import java.util.List;

/**
 * Session of a client in virtual time: greeting, an answer with a pause after its first clause, a
 * tool call with its result, a barge-in and the end.
 */
final class ScriptedSession {
    private static final String PROMPT = "P";
    private static final String AUDIO = "A";
    private static final int FRAME_MS = 20;
    private static final int RESULT_DELAY_MS = 400;
    private static final byte[] SILENCE = new byte[FRAME_MS * 32];
    private static final byte[] VOICE = voice();
    private static final Script SCRIPT =
            new Script(
                    List.of(
                            Script.Line.of("Hello, I am Maya.", "Where do you live?"),
                            new Script.Line(
                                    List.of("Thank you.", "That is the end of the first part."),
                                    new Examiner.ToolCall("finish_part", "{\"notes\":\"good\"}")),
                            Script.Line.of("Of course.")),
                    List.of(),
                    java.util.Set.of());
    private static final List<String> WORDS =
            List.of(
                    "I live in Porto, and I study music there.",
                    "Sorry, may I ask something?",
                    "Thank you.");

    private final VirtualDriver driver = new VirtualDriver();
    private final SonicModel model;
    private final String result;
    private final int results;
    private boolean isTalking;

    /**
     * Creates a session.
     *
     * @param result content of each tool result
     * @param results number of results that each tool call gets
     */
    ScriptedSession(ModelSettings settings, String result, int results) {
        this.result = result;
        this.results = results;
        this.model =
                new SonicModel(
                        settings,
                        new ScriptedExaminer(
                                SCRIPT, new TranscriptGenerator(1, WORDS), new SilentSpeech()),
                        _ -> ScriptedSession::hear,
                        driver);
        driver.listen(this::answerToolCall);
    }

    private static byte[] voice() {
        byte[] pcm = new byte[FRAME_MS * 32];
        pcm[0] = 1;
        return pcm;
    }

    private static void hear(byte[] pcm, Hearing.Listener listener) {
        listener.onStretch(pcm.length / 32, pcm[0] != 0);
    }

    /** Opens the session, up to the greeting. */
    ScriptedSession open() {
        model.open();
        send(new ModelInput.SessionStart(1024, 0.9, 0.7, "LOW"), "sessionStart");
        send(
                new ModelInput.PromptStart(
                        PROMPT, ModelInput.AudioFormat.pcm16(24_000), "amy", true),
                "promptStart");
        text("S", "SYSTEM", false);
        send(
                new ModelInput.AudioStart(
                        PROMPT, AUDIO, "USER", ModelInput.AudioFormat.pcm16(16_000)),
                "contentStart A AUDIO USER");
        text("G", "USER", true);
        isTalking = true;
        return this;
    }

    /** Holds the whole session. */
    List<String> run() {
        open();
        hear(0, 5_000);
        hear(1_600, 700);
        hear(2_000, 4_000);
        hear(800, 6_000);
        isTalking = false;
        if (!driver.isOver()) {
            send(new ModelInput.ContentEnd(PROMPT, AUDIO), "contentEnd A");
            send(new ModelInput.PromptEnd(PROMPT), "promptEnd");
            send(new ModelInput.SessionEnd(), "sessionEnd");
        }
        driver.pass(5_000);
        return driver.lines();
    }

    /** Sends nothing more for a time. */
    List<String> pass(long ms) {
        driver.pass(ms);
        return driver.lines();
    }

    /** Sends voice, then silence. */
    void hear(int voiceMs, int silenceMs) {
        if (voiceMs > 0) {
            driver.note("-> voice, " + voiceMs + " ms");
        }
        frames(VOICE, voiceMs);
        frames(SILENCE, silenceMs);
    }

    private void frames(byte[] pcm, int ms) {
        for (int sent = 0; sent < ms; sent += FRAME_MS) {
            driver.pass(FRAME_MS);
            if (isTalking) {
                model.accept(new ModelInput.Audio(PROMPT, AUDIO, pcm));
            }
        }
    }

    private void answerToolCall(ModelOutput output) {
        if (output instanceof ModelOutput.ToolUse use) {
            for (int i = 0; i < results; i++) {
                String content = "T" + i;
                driver.schedule(
                        RESULT_DELAY_MS * (i + 1L) * 1_000,
                        () -> sendResult(content, use.toolUseId()));
            }
        }
    }

    private void sendResult(String content, String toolUseId) {
        send(
                new ModelInput.ToolResultStart(PROMPT, content, toolUseId),
                "contentStart " + content + " TOOL " + toolUseId);
        send(
                new ModelInput.ToolResult(PROMPT, content, result, result.startsWith("{")),
                "toolResult " + result);
        send(new ModelInput.ContentEnd(PROMPT, content), "contentEnd " + content);
    }

    private void text(String content, String role, boolean isInteractive) {
        send(
                new ModelInput.TextStart(PROMPT, content, role, isInteractive),
                "contentStart " + content + " TEXT " + role);
        send(new ModelInput.Text(PROMPT, content, "…"), "textInput");
        send(new ModelInput.ContentEnd(PROMPT, content), "contentEnd " + content);
    }

    private void send(ModelInput event, String line) {
        if (!driver.isOver()) {
            driver.note("-> " + line);
            model.accept(event);
        }
    }

    /** Speech without sound, 60 ms for each character. */
    private static final class SilentSpeech implements Speech {
        @Override
        public void prepare(List<String> sentences, int sampleRate, Runnable ready) {
            ready.run();
        }

        @Override
        public byte[] pcm(String sentence, int sampleRate) {
            return new byte[sentence.length() * 60 * sampleRate / 1_000 * 2];
        }
    }
}
