package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.simulation.audio.MicrophoneWatermark;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Endpointing;
import com.ieltsaiprep.gateway.sonic.event.SonicInput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Test driver: plays a scripted dialogue on a stream and records an outline of the events. It waits
 * for events and not for the clock, so that real and virtual time make no difference. On the port's
 * event loop.
 */
final class DialogueDriver implements SonicListener {
    private static final int FRAME_MS = 20;
    private static final int ANSWER_MS = 2_000;
    private static final int SPEECH_MS = 1_000;
    private static final int PAUSE_MS = 2_400;

    private final DialogueScript dialogue;
    private final ArrayDeque<DialogueScript.DialogueStep> steps;
    private final List<String> outline = new ArrayList<>();
    private final CompletableFuture<List<String>> finished = new CompletableFuture<>();
    private @Nullable SonicStream stream;
    private DialogueScript.@Nullable AwaitedEvent awaited;
    private String toolUseId = "";
    private int blocks;
    private int frames;

    DialogueDriver(DialogueScript dialogue) {
        this.dialogue = dialogue;
        this.steps = new ArrayDeque<>(dialogue.steps());
    }

    /** Opens the stream and begins the dialogue. */
    void play(SonicPort port) {
        stream = port.open(RetrySchedule.FIRST_OPENING, this);
    }

    /** Returns the outline of the events; completes when the stream has ended. */
    CompletableFuture<List<String>> outline() {
        return finished;
    }

    private void send(SonicInput event) {
        if (stream != null) {
            stream.send(event);
        }
    }

    @Override
    public void onConnecting(int attempt, long nowUs) {
        send(new SonicInput.SessionStart(1_024, 0.9, 0.7, Endpointing.LOW));
        SonicInput.Tool tool = new SonicInput.Tool("finish_part", "ends", "{\"type\":\"object\"}");
        send(new SonicInput.PromptStart("P", "amy", List.of(tool)));
        text(Role.SYSTEM, false, "You are an examiner.");
    }

    @Override
    public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {}

    @Override
    public void onOpen(long nowUs) {
        for (int i = 0; i < dialogue.history(); i++) {
            text(i % 2 == 0 ? Role.USER : Role.ASSISTANT, false, "This was said before.");
        }
        send(new SonicInput.AudioStart("P", "A"));
        if (stream != null) {
            stream.request(1_000_000);
        }
        next();
    }

    @Override
    public void onEvent(SonicOutput event, long nowUs) {
        String line = EventOutline.of(event);
        if (outline.isEmpty() || !outline.getLast().equals(line)) {
            outline.add(line);
        }
        if (event instanceof SonicOutput.ToolUse use) {
            toolUseId = use.toolUseId();
        }
        if (awaited != null && awaited.matches(event)) {
            next();
        }
    }

    @Override
    public void onDemand(long nowUs) {}

    @Override
    public void onClosed(StreamEnd end, long nowUs) {
        outline.add(end.getClass().getSimpleName());
        finished.complete(outline);
    }

    private void next() {
        DialogueScript.DialogueStep step = steps.remove();
        awaited = step.awaited();
        switch (step.action()) {
            case PROMPT -> text(Role.USER, true, "Go on.");
            case ANSWER -> {
                speak(ANSWER_MS, true);
                speak(PAUSE_MS, false);
            }
            case SPEAK -> speak(SPEECH_MS, true);
            case PAUSE -> speak(PAUSE_MS, false);
            case TOOL_RESULT -> toolResult();
            case END -> end();
        }
        if (awaited == DialogueScript.AwaitedEvent.NOTHING) {
            next();
        }
    }

    private void text(Role role, boolean interactive, String text) {
        blocks++;
        String block = "T" + blocks;
        send(new SonicInput.TextStart("P", block, role, interactive));
        send(new SonicInput.Text("P", block, text));
        send(new SonicInput.ContentEnd("P", block));
    }

    private void speak(int ms, boolean loud) {
        for (int i = 0; i < ms; i += FRAME_MS) {
            frames++;
            send(
                    new SonicInput.Audio(
                            "P", "A", MicrophoneWatermark.createFrame(0, frames, FRAME_MS, loud)));
        }
    }

    private void toolResult() {
        send(new SonicInput.ToolResultStart("P", "R", toolUseId));
        send(new SonicInput.ToolResult("P", "R", "{\"accepted\":true}"));
        send(new SonicInput.ContentEnd("P", "R"));
    }

    private void end() {
        send(new SonicInput.ContentEnd("P", "A"));
        send(new SonicInput.PromptEnd("P"));
        send(new SonicInput.SessionEnd());
        if (stream != null) {
            stream.finish();
        }
    }
}
