package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.TextPieces;
import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Endpointing;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Role;

import java.util.List;

/**
 * What is sent on one stream, in the order that the service demands. A block of text is sent whole,
 * so that no audio falls into it.
 */
final class PromptWriter {
    /** With tools, 1,024 tokens cut replies short. */
    private static final int MAX_TOKENS = 4_096;

    private static final double TOP_P = 0.9;
    private static final double TEMPERATURE = 0.7;

    /** The service refuses very long pieces of instructions. */
    private static final int INSTRUCTION_BYTES = 4_000;

    private static final List<SonicInput.Tool> TOOLS =
            List.of(
                    new SonicInput.Tool(
                            Interview.FINISH_PART,
                            Interview.FINISH_PART_DESCRIPTION,
                            Interview.FINISH_PART_SCHEMA));

    private final String promptName;
    private final ConversationSettings settings;
    private final String audioName;
    private int blocks;
    private boolean audioEnded;

    PromptWriter(String promptName, ConversationSettings settings) {
        this.promptName = promptName;
        this.settings = settings;
        this.audioName = promptName + "-audio";
    }

    /** Session, prompt and instructions: everything before the history. */
    void open(SonicStream stream) {
        stream.send(new SonicInput.SessionStart(MAX_TOKENS, TOP_P, TEMPERATURE, Endpointing.LOW));
        stream.send(new SonicInput.PromptStart(promptName, settings.voiceId(), TOOLS));
        text(stream, Role.SYSTEM, false, TextPieces.of(Interview.INSTRUCTIONS, INSTRUCTION_BYTES));
    }

    /** What was said on earlier streams; all of it comes before audio. */
    void history(SonicStream stream, List<History.Message> history) {
        for (History.Message message : history) {
            Role role =
                    switch (message.role()) {
                        case USER -> Role.USER;
                        case ASSISTANT -> Role.ASSISTANT;
                    };
            text(
                    stream,
                    role,
                    false,
                    TextPieces.of(message.text(), settings.history().pieceBytes()));
        }
    }

    /** Opens the stream's one container of microphone audio. */
    void startAudio(SonicStream stream) {
        stream.send(new SonicInput.AudioStart(promptName, audioName));
    }

    /** Text that makes Maya speak. */
    void prompt(SonicStream stream, String text) {
        text(stream, Role.USER, true, List.of(text));
    }

    void audio(SonicStream stream, byte[] pcm) {
        stream.send(new SonicInput.Audio(promptName, audioName, pcm));
    }

    void toolResult(SonicStream stream, String toolUseId, String json) {
        String block = nextBlock();
        stream.send(new SonicInput.ToolResultStart(promptName, block, toolUseId));
        stream.send(new SonicInput.ToolResult(promptName, block, json));
        stream.send(new SonicInput.ContentEnd(promptName, block));
    }

    /** Ends the container of microphone audio, once. */
    void endAudio(SonicStream stream) {
        if (!audioEnded) {
            audioEnded = true;
            stream.send(new SonicInput.ContentEnd(promptName, audioName));
        }
    }

    /** The end in the order that frees the service's resources at once. */
    void close(SonicStream stream) {
        endAudio(stream);
        stream.send(new SonicInput.PromptEnd(promptName));
        stream.send(new SonicInput.SessionEnd());
        stream.finish();
    }

    private void text(SonicStream stream, Role role, boolean interactive, List<String> pieces) {
        String block = nextBlock();
        stream.send(new SonicInput.TextStart(promptName, block, role, interactive));
        for (String piece : pieces) {
            stream.send(new SonicInput.Text(promptName, block, piece));
        }
        stream.send(new SonicInput.ContentEnd(promptName, block));
    }

    private String nextBlock() {
        blocks++;
        return promptName + "-" + blocks;
    }
}
