package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Puts what the model does into events, in the service's order. One stream's. */
final class Telling {
    private final Consumer<SonicOutput> out;
    private boolean started;
    private int blocks;
    private @Nullable String audio;

    Telling(Consumer<SonicOutput> out) {
        this.out = out;
    }

    void completionStart() {
        if (!started) {
            started = true;
            out.accept(new SonicOutput.CompletionStart("completion"));
        }
    }

    void completionEnd() {
        if (started) {
            out.accept(new SonicOutput.CompletionEnd());
        }
    }

    /** A whole block of text. */
    void text(Role role, Stage stage, String words, StopReason stop) {
        String block = nextBlock();
        out.accept(new SonicOutput.TextStart(block, role, stage));
        out.accept(new SonicOutput.Text(block, role, words));
        out.accept(new SonicOutput.ContentEnd(block, ContentType.TEXT, stop));
    }

    void toolUse(Script.Tool tool, String toolUseId) {
        String block = nextBlock();
        out.accept(new SonicOutput.ToolStart(block));
        out.accept(new SonicOutput.ToolUse(block, tool.name(), toolUseId, tool.argument()));
        out.accept(new SonicOutput.ContentEnd(block, ContentType.TOOL, StopReason.TOOL_USE));
    }

    void audioStart() {
        audio = nextBlock();
        out.accept(new SonicOutput.AudioStart(audio));
    }

    void audio(byte[] pcm) {
        if (audio != null) {
            out.accept(new SonicOutput.Audio(audio, pcm));
        }
    }

    void audioEnd(StopReason stop) {
        if (audio != null) {
            out.accept(new SonicOutput.ContentEnd(audio, ContentType.AUDIO, stop));
            audio = null;
        }
    }

    /** The user broke in. */
    void interrupted(BargeIn form) {
        audioEnd(
                switch (form) {
                    case CANONICAL -> StopReason.END_TURN;
                    case AUDIO_ONLY -> StopReason.INTERRUPTED;
                    case STOP_REASON_ONLY, TEXT_ONLY -> StopReason.PARTIAL_TURN;
                });
        switch (form) {
            case CANONICAL -> interruption(true, StopReason.INTERRUPTED);
            case STOP_REASON_ONLY -> interruption(false, StopReason.INTERRUPTED);
            case TEXT_ONLY -> interruption(true, StopReason.END_TURN);
            case AUDIO_ONLY -> {}
        }
    }

    void usage(int heardMs, int spokenMs) {
        // 300 tokens a minute of the user's, 200 of Maya's.
        out.accept(new SonicOutput.Usage(heardMs / 200, 0, spokenMs / 300, 0));
    }

    private void interruption(boolean text, StopReason stop) {
        String block = nextBlock();
        out.accept(new SonicOutput.TextStart(block, Role.ASSISTANT, Stage.FINAL));
        if (text) {
            out.accept(new SonicOutput.Interrupted());
        }
        out.accept(new SonicOutput.ContentEnd(block, ContentType.TEXT, stop));
    }

    private String nextBlock() {
        blocks++;
        return "block" + blocks;
    }
}
