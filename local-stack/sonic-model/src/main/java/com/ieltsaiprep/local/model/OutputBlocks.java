package com.ieltsaiprep.local.model;

import com.ieltsaiprep.local.model.ModelOutput.ContentType;
import com.ieltsaiprep.local.model.ModelOutput.Role;
import com.ieltsaiprep.local.model.ModelOutput.Stage;
import com.ieltsaiprep.local.model.ModelOutput.StopReason;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Output blocks of one stream, in the forms of the stream. Not thread-safe. */
final class OutputBlocks {
    private final Forms forms;
    private final Consumer<ModelOutput> output;
    private boolean isStarted;
    private int blocks;
    private @Nullable String audioBlock;

    OutputBlocks(Forms forms, Consumer<ModelOutput> output) {
        this.forms = forms;
        this.output = output;
    }

    void completionStart() {
        if (!isStarted) {
            isStarted = true;
            output.accept(new ModelOutput.CompletionStart());
        }
    }

    void completionEnd() {
        if (isStarted) {
            output.accept(new ModelOutput.CompletionEnd());
        }
    }

    /** Sends an event of the user's speech, if the stream has such events. */
    void speech(ModelOutput event) {
        if (forms.hasSpeechEvents()) {
            output.accept(event);
            if (forms.has(Form.SPEECH_EVENTS_TWICE)) {
                output.accept(event);
            }
        }
    }

    /** Sends a whole block of the user's text. */
    void userText(String text) {
        StopReason stop =
                forms.has(Form.USER_PARTIAL_TURN) ? StopReason.PARTIAL_TURN : StopReason.END_TURN;
        text(Role.USER, Stage.FINAL, text, stop);
    }

    /** Sends a whole text block; without text if {@code content} is null. */
    void text(Role role, Stage stage, @Nullable String content, StopReason stop) {
        String id = nextId();
        output.accept(new ModelOutput.TextStart(id, role, stage));
        if (content != null) {
            output.accept(new ModelOutput.Text(id, role, content));
        }
        end(id, ContentType.TEXT, stop);
    }

    void toolUse(Examiner.ToolCall call, String toolUseId) {
        String id = nextId();
        output.accept(new ModelOutput.ToolStart(id));
        output.accept(new ModelOutput.ToolUse(id, call, toolUseId));
        end(id, ContentType.TOOL, StopReason.TOOL_USE);
    }

    void audioStart() {
        audioBlock = nextId();
        output.accept(new ModelOutput.AudioStart(audioBlock));
    }

    void audio(byte[] pcm) {
        if (audioBlock != null) {
            output.accept(new ModelOutput.Audio(audioBlock, pcm));
        }
    }

    void audioEnd(StopReason stop) {
        if (audioBlock != null) {
            end(audioBlock, ContentType.AUDIO, stop);
            audioBlock = null;
        }
    }

    /** Ends the current audio, and reports the interruption. */
    void interrupted() {
        if (forms.has(Form.BARGE_IN_AUDIO_ONLY)) {
            audioEnd(StopReason.INTERRUPTED);
        } else if (forms.has(Form.BARGE_IN_STOP_REASON_ONLY)) {
            audioEnd(StopReason.PARTIAL_TURN);
            text(Role.ASSISTANT, Stage.FINAL, null, StopReason.INTERRUPTED);
        } else if (forms.has(Form.BARGE_IN_TEXT_ONLY)) {
            audioEnd(StopReason.PARTIAL_TURN);
            interruptedText(StopReason.END_TURN);
        } else if (forms.has(Form.BARGE_IN_SPEECH_START_ONLY)) {
            audioEnd(StopReason.PARTIAL_TURN);
        } else {
            audioEnd(StopReason.END_TURN);
            interruptedText(StopReason.INTERRUPTED);
        }
    }

    private void interruptedText(StopReason stop) {
        text(Role.ASSISTANT, Stage.FINAL, ModelOutput.INTERRUPTED_TEXT, stop);
    }

    private void end(String id, ContentType type, StopReason stop) {
        boolean isPartial = stop == StopReason.END_TURN && forms.has(Form.ALL_PARTIAL_TURN);
        output.accept(
                new ModelOutput.ContentEnd(id, type, isPartial ? StopReason.PARTIAL_TURN : stop));
    }

    private String nextId() {
        blocks++;
        return "block" + blocks;
    }
}
