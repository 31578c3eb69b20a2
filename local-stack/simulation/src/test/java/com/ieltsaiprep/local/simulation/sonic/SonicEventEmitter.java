package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Emitter of the model's output events on one stream, in the service's order. */
final class SonicEventEmitter {
    private final Consumer<SonicOutput> output;
    private boolean started;
    private int blockCount;
    private @Nullable String audioBlock;

    SonicEventEmitter(Consumer<SonicOutput> output) {
        this.output = output;
    }

    void completionStart() {
        if (!started) {
            started = true;
            output.accept(new SonicOutput.CompletionStart("completion"));
        }
    }

    void completionEnd() {
        if (started) {
            output.accept(new SonicOutput.CompletionEnd());
        }
    }

    /** Emits a whole block of text. */
    void text(Role role, Stage stage, String words, StopReason stop) {
        String block = nextBlock();
        output.accept(new SonicOutput.TextStart(block, role, stage));
        output.accept(new SonicOutput.Text(block, role, words));
        output.accept(new SonicOutput.ContentEnd(block, ContentType.TEXT, stop));
    }

    void toolUse(ModelScript.ToolCall tool, String toolUseId) {
        String block = nextBlock();
        output.accept(new SonicOutput.ToolStart(block));
        output.accept(new SonicOutput.ToolUse(block, tool.name(), toolUseId, tool.argument()));
        output.accept(new SonicOutput.ContentEnd(block, ContentType.TOOL, StopReason.TOOL_USE));
    }

    void audioStart() {
        audioBlock = nextBlock();
        output.accept(new SonicOutput.AudioStart(audioBlock));
    }

    void audio(byte[] pcm) {
        if (audioBlock != null) {
            output.accept(new SonicOutput.Audio(audioBlock, pcm));
        }
    }

    void audioEnd(StopReason stop) {
        if (audioBlock != null) {
            output.accept(new SonicOutput.ContentEnd(audioBlock, ContentType.AUDIO, stop));
            audioBlock = null;
        }
    }

    /** Emits the events of a barge-in. */
    void interrupted(BargeInSignal signal) {
        audioEnd(
                switch (signal) {
                    case CANONICAL -> StopReason.END_TURN;
                    case AUDIO_ONLY -> StopReason.INTERRUPTED;
                    case STOP_REASON_ONLY, TEXT_ONLY -> StopReason.PARTIAL_TURN;
                });
        switch (signal) {
            case CANONICAL -> interruptionBlock(true, StopReason.INTERRUPTED);
            case STOP_REASON_ONLY -> interruptionBlock(false, StopReason.INTERRUPTED);
            case TEXT_ONLY -> interruptionBlock(true, StopReason.END_TURN);
            case AUDIO_ONLY -> {}
        }
    }

    void usage(int heardMs, int spokenMs) {
        // 300 tokens a minute for the user's speech, 200 for the examiner's.
        output.accept(new SonicOutput.Usage(heardMs / 200, 0, spokenMs / 300, 0));
    }

    private void interruptionBlock(boolean text, StopReason stop) {
        String block = nextBlock();
        output.accept(new SonicOutput.TextStart(block, Role.ASSISTANT, Stage.FINAL));
        if (text) {
            output.accept(new SonicOutput.Interrupted());
        }
        output.accept(new SonicOutput.ContentEnd(block, ContentType.TEXT, stop));
    }

    private String nextBlock() {
        blockCount++;
        return "block" + blockCount;
    }
}
