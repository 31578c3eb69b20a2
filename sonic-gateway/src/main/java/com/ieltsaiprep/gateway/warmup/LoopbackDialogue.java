package com.ieltsaiprep.gateway.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.function.Consumer;

/** Scripted dialogue of one loopback stream: a greeting, then a reply to every second of audio. */
final class LoopbackDialogue {
    /** Frames of 32 ms between two replies. */
    private static final int FRAMES_PER_REPLY = 31;

    /** Audio events of a reply; each is 100 ms. */
    private static final int AUDIO_EVENTS = 10;

    /** One reply in this many is cut off by a barge-in. */
    private static final int INTERRUPTED_EVERY = 4;

    private static final String VOICE = Base64.getEncoder().encodeToString(new byte[4800]);
    private static final String FINAL = "FINAL";

    private final Consumer<String> out;
    private int frames;
    private int replies;
    private int blocks;

    LoopbackDialogue(Consumer<String> out) {
        this.out = out;
    }

    /** Handles an event from the gateway. */
    void onEvent(byte[] json) {
        String start = new String(json, 0, Math.min(json.length, 160), UTF_8);
        if (start.startsWith("{\"event\":{\"audioInput\"")) {
            frames++;
            if (frames % FRAMES_PER_REPLY == 0) {
                text("USER", FINAL);
                reply();
            }
        } else if (start.contains("\"type\":\"AUDIO\"")) {
            emit("completionStart", "\"completionId\":\"c\"");
            reply();
        }
    }

    /** Ends the completion; called when the gateway has half-closed. */
    void end() {
        emit("completionEnd", "\"stopReason\":\"END_TURN\"");
    }

    private void reply() {
        replies++;
        boolean interrupted = replies % INTERRUPTED_EVERY == 0;
        text("ASSISTANT", "SPECULATIVE");
        String id = "k" + ++blocks;
        emit("contentStart", "\"contentId\":\"%s\",\"type\":\"AUDIO\"".formatted(id));
        for (int i = 0; i < AUDIO_EVENTS; i++) {
            emit("audioOutput", "\"contentId\":\"%s\",\"content\":\"%s\"".formatted(id, VOICE));
        }
        contentEnd(id, "AUDIO", interrupted ? "INTERRUPTED" : "END_TURN");
        if (interrupted) {
            emit("textOutput", "\"content\":\"{ \\\"interrupted\\\" : true }\"");
        } else {
            text("ASSISTANT", FINAL);
        }
        emit(
                "usageEvent",
                "\"details\":{\"delta\":{\"input\":{\"speechTokens\":1,\"textTokens\":0},"
                        + "\"output\":{\"speechTokens\":1,\"textTokens\":0}}}");
    }

    private void text(String role, String stage) {
        String id = "k" + ++blocks;
        emit(
                "contentStart",
                ("\"contentId\":\"%s\",\"type\":\"TEXT\",\"role\":\"%s\","
                     + "\"additionalModelFields\":\"{\\\"generationStage\\\":\\\"%s\\\"}\"")
                        .formatted(id, role, stage));
        emit(
                "textOutput",
                "\"contentId\":\"%s\",\"role\":\"%s\",\"content\":\"Good morning.\""
                        .formatted(id, role));
        contentEnd(id, "TEXT", "PARTIAL_TURN");
    }

    private void contentEnd(String id, String type, String reason) {
        emit(
                "contentEnd",
                "\"contentId\":\"%s\",\"type\":\"%s\",\"stopReason\":\"%s\""
                        .formatted(id, type, reason));
    }

    private void emit(String event, String fields) {
        out.accept(
                "{\"event\":{\"%s\":{\"sessionId\":\"s\",\"promptName\":\"p\",%s}}}"
                        .formatted(event, fields));
    }
}
