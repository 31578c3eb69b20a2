package com.ieltsaiprep.gateway.simulation.sonic;

import com.ieltsaiprep.gateway.simulation.audio.MicrophoneTape;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who speaks when on one stream: the user's turns and Maya's. */
final class TurnTaking implements Ears.Listener, Mouth.Listener, MicrophoneTape.Reader {
    private static final int NONE = -1;

    private final SonicService service;
    private final Attempt attempt;
    private final Script script;
    private final Telling telling;
    private final Ears ears;
    private final Mouth mouth;
    private final Map<String, Runnable> atContentEnd = new HashMap<>();
    private final Set<String> toolsAwaited = new HashSet<>();
    private boolean replying;
    private boolean asked;
    private boolean leaving;
    private boolean ending;
    private int thought;
    private int firstFrame = NONE;
    private int lastFrame;
    private int tools;
    private int heardMs;

    TurnTaking(SonicService service, Attempt attempt) {
        this.service = service;
        this.attempt = attempt;
        this.script = service.newScript();
        this.telling = new Telling(attempt::tell);
        this.ears = new Ears(service.manners().pauseMs(), this);
        this.mouth = new Mouth(service.timeline(), service.manners(), telling, this);
    }

    /** Takes an event that is in order. */
    void take(SonicInput event) {
        switch (event) {
            case SonicInput.TextStart start -> textStart(start);
            case SonicInput.AudioStart start ->
                    atContentEnd.put(start.contentName(), this::audioEnded);
            case SonicInput.Audio audio -> MicrophoneTape.read(audio.pcm(), this);
            case SonicInput.ToolResultStart start ->
                    atContentEnd.put(start.contentName(), () -> toolAnswered(start.toolUseId()));
            case SonicInput.ToolResult result -> script.answered(result.json());
            case SonicInput.ContentEnd end -> contentEnd(end.contentName());
            case SonicInput.SessionEnd _ -> end();
            case SonicInput.SessionStart _,
                    SonicInput.PromptStart _,
                    SonicInput.Text _,
                    SonicInput.PromptEnd _ -> {}
        }
    }

    private void textStart(SonicInput.TextStart start) {
        if (start.interactive()) {
            atContentEnd.put(start.contentName(), this::ask);
        } else if (start.role() != SonicInput.Role.SYSTEM) {
            script.remembered(start.role() == SonicInput.Role.ASSISTANT);
        }
    }

    private void contentEnd(String contentName) {
        Runnable task = atContentEnd.remove(contentName);
        if (task != null) {
            task.run();
        }
    }

    /** What was said last is still written down, but not answered: the client is leaving. */
    private void audioEnded() {
        leaving = true;
        ears.finish();
    }

    @Override
    public void frame(int device, int sequence, int ms, boolean loud) {
        heardMs += ms;
        if (loud) {
            firstFrame = firstFrame == NONE ? sequence : firstFrame;
            lastFrame = sequence;
        }
        ears.hear(ms, loud);
    }

    @Override
    public void silence(int ms) {
        heardMs += ms;
        ears.hear(ms, false);
    }

    @Override
    public void onset() {
        if (mouth.speaking()) {
            mouth.interrupt();
        }
        if (toolsAwaited.isEmpty()) {
            // Also a reply that is not audible yet is not given.
            replying = false;
            thought++;
        }
    }

    @Override
    public void turnEnded(int voicedMs) {
        telling.completionStart();
        for (String block : script.transcript(voicedMs, firstFrame, lastFrame)) {
            telling.text(Role.USER, Stage.FINAL, block, StopReason.END_TURN);
        }
        firstFrame = NONE;
        ask();
    }

    /** Maya is to speak: now, or after the reply under way. */
    private void ask() {
        asked = !leaving;
        if (asked && !replying) {
            reply();
        }
    }

    private void reply() {
        asked = false;
        replying = true;
        telling.completionStart();
        List<Script.Tool> calls = script.tools();
        for (Script.Tool call : calls) {
            tools++;
            String id = attempt.name() + "-tool" + tools;
            toolsAwaited.add(id);
            attempt.toolUsed(id);
            telling.toolUse(call, id);
        }
        if (calls.isEmpty()) {
            speak();
        }
    }

    private void toolAnswered(String toolUseId) {
        if (toolsAwaited.remove(toolUseId) && toolsAwaited.isEmpty()) {
            speak();
        }
    }

    private void speak() {
        asked = false;
        thought++;
        int thisThought = thought;
        service.timeline()
                .after(
                        service.thinkingUs(),
                        () -> {
                            if (thisThought == thought && !attempt.over()) {
                                mouth.say(service.nextReply(), script.reply());
                            }
                        });
    }

    @Override
    public boolean full() {
        return attempt.full();
    }

    @Override
    public void said(int ms) {
        replying = false;
        telling.usage(heardMs, ms);
        heardMs = 0;
        if (ending) {
            finish();
        } else if (asked) {
            reply();
        }
    }

    /** The client ends: what is being said is said, then the completion ends. */
    private void end() {
        ending = true;
        if (!replying || !toolsAwaited.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        telling.completionEnd();
        attempt.completed();
    }

    void goWild() {
        mouth.goWild();
    }

    /** Time passes. */
    void beat() {
        mouth.beat();
    }
}
