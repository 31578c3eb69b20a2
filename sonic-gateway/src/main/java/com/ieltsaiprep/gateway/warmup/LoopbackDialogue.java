package com.ieltsaiprep.gateway.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.Consumer;

/** What the mirror says in one stream: a greeting, then an answer to every second of audio. */
final class LoopbackDialogue {
    /** Frames of 32 ms between two answers. */
    private static final int FRAMES_PER_ANSWER = 31;

    /** Audio events of an answer; each is 100 ms. */
    private static final int AUDIO_EVENTS = 10;

    /** Every so many-th answer is cut off by an interruption. */
    private static final int INTERRUPTED_EVERY = 4;

    private static final String VOICE = Base64.getEncoder().encodeToString(new byte[4800]);
    private static final String FINAL = "FINAL";

    private final Consumer<String> out;
    private int frames;
    private int answers;
    private int blocks;

    LoopbackDialogue(Consumer<String> out) {
        this.out = out;
    }

    /** Takes an event of the gateway's. */
    void heard(byte[] json) {
        String start = new String(json, 0, Math.min(json.length, 160), UTF_8);
        if (start.startsWith("{\"event\":{\"audioInput\"")) {
            frames++;
            if (frames % FRAMES_PER_ANSWER == 0) {
                text("USER", FINAL);
                answer();
            }
        } else if (start.contains("\"type\":\"AUDIO\"")) {
            say("completionStart", "\"completionId\":\"c\"");
            answer();
        }
    }

    /** The gateway has half-closed. */
    void end() {
        say("completionEnd", "\"stopReason\":\"END_TURN\"");
    }

    private void answer() {
        answers++;
        boolean interrupted = answers % INTERRUPTED_EVERY == 0;
        text("ASSISTANT", "SPECULATIVE");
        String id = "k" + ++blocks;
        say("contentStart", "\"contentId\":\"%s\",\"type\":\"AUDIO\"".formatted(id));
        for (int i = 0; i < AUDIO_EVENTS; i++) {
            say("audioOutput", "\"contentId\":\"%s\",\"content\":\"%s\"".formatted(id, VOICE));
        }
        contentEnd(id, "AUDIO", interrupted ? "INTERRUPTED" : "END_TURN");
        if (interrupted) {
            say("textOutput", "\"content\":\"{ \\\"interrupted\\\" : true }\"");
        } else {
            text("ASSISTANT", FINAL);
        }
        say(
                "usageEvent",
                "\"details\":{\"delta\":{\"input\":{\"speechTokens\":1,\"textTokens\":0},"
                        + "\"output\":{\"speechTokens\":1,\"textTokens\":0}}}");
    }

    private void text(String role, String stage) {
        String id = "k" + ++blocks;
        say(
                "contentStart",
                ("\"contentId\":\"%s\",\"type\":\"TEXT\",\"role\":\"%s\","
                     + "\"additionalModelFields\":\"{\\\"generationStage\\\":\\\"%s\\\"}\"")
                        .formatted(id, role, stage));
        say(
                "textOutput",
                "\"contentId\":\"%s\",\"role\":\"%s\",\"content\":\"Good morning.\""
                        .formatted(id, role));
        contentEnd(id, "TEXT", "PARTIAL_TURN");
    }

    private void contentEnd(String id, String type, String reason) {
        say(
                "contentEnd",
                "\"contentId\":\"%s\",\"type\":\"%s\",\"stopReason\":\"%s\""
                        .formatted(id, type, reason));
    }

    private void say(String event, String fields) {
        out.accept(
                "{\"event\":{\"%s\":{\"sessionId\":\"s\",\"promptName\":\"p\",%s}}}"
                        .formatted(event, fields));
    }
}
