package com.ieltsaiprep.local.simulation.sonic;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;
import com.ieltsaiprep.local.simulation.audio.MicrophoneWatermark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turn-taking of the model on one stream: decides when the user's turns end and when it replies.
 */
final class ModelTurnTaking
        implements ModelTurnDetector.Listener,
                ModelReplyGenerator.Listener,
                MicrophoneWatermark.FrameReader {
    private static final int NONE = -1;

    private final SimulatedSonicService service;
    private final SimulatedCall call;
    private final ModelScript script;
    private final SonicEventEmitter emitter;
    private final ModelTurnDetector turnDetector;
    private final ModelReplyGenerator replyGenerator;
    private final Map<String, Runnable> atContentEnd = new HashMap<>();
    private final Set<String> pendingToolUses = new HashSet<>();
    private boolean replying;
    private boolean replyRequested;
    private boolean inputEnded;
    private boolean sessionEnded;
    private int thinkingNumber;
    private int firstFrame = NONE;
    private int lastFrame;
    private int toolUses;
    private int heardMs;

    ModelTurnTaking(SimulatedSonicService service, SimulatedCall call) {
        this.service = service;
        this.call = call;
        this.script = service.newScript();
        this.emitter = new SonicEventEmitter(call::emit);
        this.turnDetector = new ModelTurnDetector(service.behaviour().endpointingMs(), this);
        this.replyGenerator =
                new ModelReplyGenerator(service.scheduler(), service.behaviour(), emitter, this);
    }

    /** Processes an event that is in order. */
    void onInput(SonicInput event) {
        switch (event) {
            case SonicInput.TextStart start -> onTextStart(start);
            case SonicInput.AudioStart start ->
                    atContentEnd.put(start.contentName(), this::onAudioEnd);
            case SonicInput.Audio audio -> MicrophoneWatermark.decode(audio.pcm(), this);
            case SonicInput.ToolResultStart start ->
                    atContentEnd.put(start.contentName(), () -> onToolResultEnd(start.toolUseId()));
            case SonicInput.ToolResult result -> script.onToolResult(result.json());
            case SonicInput.ContentEnd end -> onContentEnd(end.contentName());
            case SonicInput.SessionEnd _ -> onSessionEnd();
            case SonicInput.SessionStart _,
                    SonicInput.PromptStart _,
                    SonicInput.Text _,
                    SonicInput.PromptEnd _ -> {}
        }
    }

    private void onTextStart(SonicInput.TextStart start) {
        if (start.interactive()) {
            atContentEnd.put(start.contentName(), this::requestReply);
        } else if (start.role() != SonicInput.Role.SYSTEM) {
            script.onHistoryMessage(start.role() == SonicInput.Role.ASSISTANT);
        }
    }

    private void onContentEnd(String contentName) {
        Runnable task = atContentEnd.remove(contentName);
        if (task != null) {
            task.run();
        }
    }

    /**
     * Ends the audio: the last turn is still transcribed, but not answered, since the client is
     * leaving.
     */
    private void onAudioEnd() {
        inputEnded = true;
        turnDetector.endTurn();
    }

    @Override
    public void onFrame(int device, int sequence, int ms, boolean loud) {
        heardMs += ms;
        if (loud) {
            firstFrame = firstFrame == NONE ? sequence : firstFrame;
            lastFrame = sequence;
        }
        turnDetector.accept(ms, loud);
    }

    @Override
    public void onSilence(int ms) {
        heardMs += ms;
        turnDetector.accept(ms, false);
    }

    @Override
    public void onSpeechStart() {
        if (replyGenerator.isSpeaking()) {
            replyGenerator.interrupt();
        }
        if (pendingToolUses.isEmpty()) {
            // A pending reply that is not audible yet is dropped, too.
            replying = false;
            thinkingNumber++;
        }
    }

    @Override
    public void onTurnEnd(int voicedMs) {
        emitter.completionStart();
        for (String block : script.transcript(voicedMs, firstFrame, lastFrame)) {
            emitter.text(Role.USER, Stage.FINAL, block, StopReason.END_TURN);
        }
        firstFrame = NONE;
        requestReply();
    }

    /** Requests a reply: now, or after the current one. */
    private void requestReply() {
        replyRequested = !inputEnded;
        if (replyRequested && !replying) {
            startReply();
        }
    }

    private void startReply() {
        replyRequested = false;
        replying = true;
        emitter.completionStart();
        List<ModelScript.ToolCall> toolCalls = script.nextToolCalls();
        for (ModelScript.ToolCall toolCall : toolCalls) {
            toolUses++;
            String id = call.name() + "-tool" + toolUses;
            pendingToolUses.add(id);
            call.expectToolResult(id);
            emitter.toolUse(toolCall, id);
        }
        if (toolCalls.isEmpty()) {
            think();
        }
    }

    private void onToolResultEnd(String toolUseId) {
        if (pendingToolUses.remove(toolUseId) && pendingToolUses.isEmpty()) {
            think();
        }
    }

    private void think() {
        replyRequested = false;
        thinkingNumber++;
        int thisThinking = thinkingNumber;
        service.scheduler()
                .scheduleAfter(
                        service.thinkingUs(),
                        () -> {
                            if (thisThinking == thinkingNumber && !call.isOver()) {
                                replyGenerator.start(service.nextReply(), script.nextReply());
                            }
                        });
    }

    @Override
    public boolean isOutboxFull() {
        return call.isOutboxFull();
    }

    @Override
    public void onReplyGenerated(int ms) {
        replying = false;
        emitter.usage(heardMs, ms);
        heardMs = 0;
        if (sessionEnded) {
            complete();
        } else if (replyRequested) {
            startReply();
        }
    }

    /** Ends the session: completes after the current reply. */
    private void onSessionEnd() {
        sessionEnded = true;
        if (!replying || !pendingToolUses.isEmpty()) {
            complete();
        }
    }

    private void complete() {
        emitter.completionEnd();
        call.complete();
    }

    void flood() {
        replyGenerator.flood();
    }

    void tick() {
        replyGenerator.tick();
    }
}
