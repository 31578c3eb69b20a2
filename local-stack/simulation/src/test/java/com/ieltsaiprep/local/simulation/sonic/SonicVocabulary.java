package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.local.model.ModelInput;
import com.ieltsaiprep.local.model.ModelInput.AudioFormat;
import com.ieltsaiprep.local.model.ModelOutput;

/** Vocabulary of the service: translates between the core's events and the model's. */
final class SonicVocabulary {
    private static final AudioFormat UPLINK = AudioFormat.pcm16(16_000);
    private static final AudioFormat DOWNLINK = AudioFormat.pcm16(24_000);

    private SonicVocabulary() {}

    static ModelInput input(SonicInput event) {
        return switch (event) {
            case SonicInput.SessionStart start ->
                    new ModelInput.SessionStart(
                            start.maxTokens(),
                            start.topP(),
                            start.temperature(),
                            start.endpointing().name());
            case SonicInput.PromptStart start ->
                    new ModelInput.PromptStart(
                            start.promptName(),
                            DOWNLINK,
                            start.voiceId(),
                            !start.tools().isEmpty());
            case SonicInput.TextStart start ->
                    new ModelInput.TextStart(
                            start.promptName(),
                            start.contentName(),
                            start.role().name(),
                            start.interactive());
            case SonicInput.Text text ->
                    new ModelInput.Text(text.promptName(), text.contentName(), text.content());
            case SonicInput.AudioStart start ->
                    new ModelInput.AudioStart(
                            start.promptName(), start.contentName(), "USER", UPLINK);
            case SonicInput.Audio audio ->
                    new ModelInput.Audio(audio.promptName(), audio.contentName(), audio.pcm());
            case SonicInput.ToolResultStart start ->
                    new ModelInput.ToolResultStart(
                            start.promptName(), start.contentName(), start.toolUseId());
            case SonicInput.ToolResult result ->
                    new ModelInput.ToolResult(
                            result.promptName(),
                            result.contentName(),
                            result.json(),
                            result.json().startsWith("{"));
            case SonicInput.ContentEnd end ->
                    new ModelInput.ContentEnd(end.promptName(), end.contentName());
            case SonicInput.PromptEnd end -> new ModelInput.PromptEnd(end.promptName());
            case SonicInput.SessionEnd _ -> new ModelInput.SessionEnd();
        };
    }

    static SonicOutput output(ModelOutput event) {
        return switch (event) {
            case ModelOutput.CompletionStart _ -> new SonicOutput.CompletionStart("completion");
            case ModelOutput.CompletionEnd _ -> new SonicOutput.CompletionEnd();
            case ModelOutput.SpeechStart start -> new SonicOutput.SpeechStart(start.offsetMs());
            case ModelOutput.SpeechEnd end ->
                    new SonicOutput.SpeechEnd(end.offsetMs(), end.detectionOffsetMs());
            case ModelOutput.TextStart start ->
                    new SonicOutput.TextStart(
                            start.contentId(),
                            role(start.role()),
                            switch (start.stage()) {
                                case SPECULATIVE -> SonicOutput.Stage.SPECULATIVE;
                                case FINAL -> SonicOutput.Stage.FINAL;
                            });
            case ModelOutput.Text text ->
                    text.content().equals(ModelOutput.INTERRUPTED_TEXT)
                            ? new SonicOutput.Interrupted()
                            : new SonicOutput.Text(
                                    text.contentId(), role(text.role()), text.content());
            case ModelOutput.AudioStart start -> new SonicOutput.AudioStart(start.contentId());
            case ModelOutput.Audio audio -> new SonicOutput.Audio(audio.contentId(), audio.pcm());
            case ModelOutput.ToolStart start -> new SonicOutput.ToolStart(start.contentId());
            case ModelOutput.ToolUse use ->
                    new SonicOutput.ToolUse(
                            use.contentId(),
                            use.call().name(),
                            use.toolUseId(),
                            use.call().arguments());
            case ModelOutput.ContentEnd end ->
                    new SonicOutput.ContentEnd(
                            end.contentId(), type(end.type()), stopReason(end.stopReason()));
            case ModelOutput.Usage usage ->
                    new SonicOutput.Usage(
                            usage.delta().speechIn(), 0, usage.delta().speechOut(), 0);
        };
    }

    private static SonicOutput.Role role(ModelOutput.Role role) {
        return switch (role) {
            case USER -> SonicOutput.Role.USER;
            case ASSISTANT -> SonicOutput.Role.ASSISTANT;
        };
    }

    private static SonicOutput.ContentType type(ModelOutput.ContentType type) {
        return switch (type) {
            case TEXT -> SonicOutput.ContentType.TEXT;
            case AUDIO -> SonicOutput.ContentType.AUDIO;
            case TOOL -> SonicOutput.ContentType.TOOL;
        };
    }

    private static SonicOutput.StopReason stopReason(ModelOutput.StopReason reason) {
        return switch (reason) {
            case PARTIAL_TURN -> SonicOutput.StopReason.PARTIAL_TURN;
            case END_TURN -> SonicOutput.StopReason.END_TURN;
            case INTERRUPTED -> SonicOutput.StopReason.INTERRUPTED;
            case TOOL_USE -> SonicOutput.StopReason.TOOL_USE;
        };
    }
}
