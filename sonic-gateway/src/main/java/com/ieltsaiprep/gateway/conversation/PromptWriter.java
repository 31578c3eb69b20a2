package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.TextPieces;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Endpointing;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Role;

import java.util.List;

/**
 * Prompt writer of one stream: sends its events in the order that the service demands. A text block
 * is sent whole, so that no audio falls into it.
 */
final class PromptWriter {
    /** Token limit of a reply; with tools, 1,024 cut replies short. */
    private static final int MAX_TOKENS = 4_096;

    private static final double TOP_P = 0.9;
    private static final double TEMPERATURE = 0.7;

    /** Longest piece of instructions that the service reliably accepts, bytes. */
    private static final int MAX_INSTRUCTION_BYTES = 4_000;

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

    /** Sends session, prompt and instructions: everything before the history. */
    void writeOpening(SonicStream stream) {
        stream.send(new SonicInput.SessionStart(MAX_TOKENS, TOP_P, TEMPERATURE, Endpointing.LOW));
        stream.send(new SonicInput.PromptStart(promptName, settings.voiceId(), TOOLS));
        writeText(
                stream,
                Role.SYSTEM,
                false,
                TextPieces.of(Interview.INSTRUCTIONS, MAX_INSTRUCTION_BYTES));
    }

    /** Sends the history of earlier streams; all of it comes before audio. */
    void writeHistory(SonicStream stream, List<History.Message> history) {
        for (History.Message message : history) {
            Role role =
                    switch (message.role()) {
                        case USER -> Role.USER;
                        case ASSISTANT -> Role.ASSISTANT;
                    };
            writeText(
                    stream,
                    role,
                    false,
                    TextPieces.of(message.text(), settings.history().pieceBytes()));
        }
    }

    /** Opens the stream's single container of microphone audio. */
    void startAudio(SonicStream stream) {
        stream.send(new SonicInput.AudioStart(promptName, audioName));
    }

    /** Sends text that makes Maya speak. */
    void writePrompt(SonicStream stream, String text) {
        writeText(stream, Role.USER, true, List.of(text));
    }

    void writeAudio(SonicStream stream, byte[] pcm) {
        stream.send(new SonicInput.Audio(promptName, audioName, pcm));
    }

    void writeToolResult(SonicStream stream, String toolUseId, String json) {
        String block = nextBlock();
        stream.send(new SonicInput.ToolResultStart(promptName, block, toolUseId));
        stream.send(new SonicInput.ToolResult(promptName, block, json));
        stream.send(new SonicInput.ContentEnd(promptName, block));
    }

    /** Closes the container of microphone audio, once. */
    void endAudio(SonicStream stream) {
        if (!audioEnded) {
            audioEnded = true;
            stream.send(new SonicInput.ContentEnd(promptName, audioName));
        }
    }

    /** Closes the stream in the order that frees the service's resources at once. */
    void close(SonicStream stream) {
        endAudio(stream);
        stream.send(new SonicInput.PromptEnd(promptName));
        stream.send(new SonicInput.SessionEnd());
        stream.finish();
    }

    private void writeText(
            SonicStream stream, Role role, boolean interactive, List<String> pieces) {
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
