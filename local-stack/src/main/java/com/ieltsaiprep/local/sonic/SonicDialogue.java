package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.sonic.Script.Misbehaviour;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Who speaks when on one stream: the user's turns and Maya's. For use on its context. */
final class SonicDialogue implements TurnDetector.Listener {
    private static final int IMPATIENT_PAUSE_MS = 500;

    private final StandInContext standIn;
    private final OutputEventWriter output;
    private final StreamRecord record;
    private final InputRules rules;
    private final Consumer<String> events;
    private final ReplyGenerator generator;
    private final Map<String, Runnable> atContentEnd = new HashMap<>();
    private final Set<String> toolsAwaited = new HashSet<>();
    private final Script script;
    private OutputEventWriter.Usage total = new OutputEventWriter.Usage(0, 0, 0, 0);
    private @Nullable TurnDetector detector;
    private @Nullable Runnable ending;
    private boolean hasTools;
    private boolean replying;
    private boolean asked;
    private boolean leaving;
    private boolean closed;
    private int pauseMs;
    private int line;
    private int turn;
    private int thought;
    private long heardSamples;
    private int sampleRate = 16_000;

    SonicDialogue(
            StandInContext standIn,
            OutputEventWriter output,
            StreamRecord record,
            InputRules rules,
            Consumer<String> events) {
        this.standIn = standIn;
        this.output = output;
        this.record = record;
        this.rules = rules;
        this.events = events;
        script = standIn.script().get();
        generator = new ReplyGenerator(standIn.vertx(), output, record, standIn.config().pace());
    }

    void session(JsonNode body) {
        JsonNode detection = body.path("turnDetectionConfiguration");
        pauseMs =
                script.misbehaviours().contains(Misbehaviour.SPEAKS_INTO_PAUSES)
                        ? IMPATIENT_PAUSE_MS
                        : TurnDetector.pauseMs(detection.path("endpointingSensitivity").asText());
    }

    void prompt(InputEvent event) {
        JsonNode audio = event.body().path("audioOutputConfiguration");
        record.named(event.promptName());
        output.prompt(event.promptName(), audio.path("sampleRateHertz").asInt());
        hasTools = !event.body().path("toolConfiguration").path("tools").isEmpty();
    }

    void contentStart(InputEvent event) {
        switch (event.text("type")) {
            case "AUDIO" -> {
                JsonNode format = event.body().path("audioInputConfiguration");
                sampleRate = format.path("sampleRateHertz").asInt();
                detector = new TurnDetector(sampleRate, pauseMs, this);
                atContentEnd.put(event.contentName(), this::audioEnded);
            }
            case "TOOL" -> {
                String id =
                        event.body()
                                .path("toolResultInputConfiguration")
                                .path("toolUseId")
                                .asText();
                atContentEnd.put(event.contentName(), () -> toolAnswered(id));
            }
            default -> textStart(event);
        }
    }

    /** What was said last is still written down, but not answered: the client is leaving. */
    private void audioEnded() {
        leaving = true;
        if (detector != null) {
            detector.finish();
        }
    }

    private void textStart(InputEvent event) {
        if (event.body().path("interactive").asBoolean()) {
            atContentEnd.put(event.contentName(), this::ask);
        } else if (event.text("role").equals("ASSISTANT")) {
            // What Maya said on an earlier stream: she goes on from there.
            line++;
        }
    }

    void contentEnd(String contentName) {
        Runnable task = atContentEnd.remove(contentName);
        if (task != null) {
            task.run();
        }
    }

    void hear(short[] samples) {
        heardSamples += samples.length;
        if (detector != null) {
            detector.hear(samples);
        }
    }

    @Override
    public void voiceOnset() {
        record.mark("voiceOnset", turn);
        if (generator.speaking()) {
            generator.interrupt(script.bargeIn());
        }
        if (toolsAwaited.isEmpty()) {
            // Also a reply that is not audible yet is not given.
            replying = false;
            thought++;
        }
    }

    @Override
    public void turnEnded(int voicedMs) {
        record.mark("voiceEnd", turn);
        output.completionStart();
        for (String block : standIn.words().next(voicedMs)) {
            record.said(turn, "USER", block);
            output.text("USER", "FINAL", block, "END_TURN");
        }
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
        turn++;
        events.accept("turn");
        output.completionStart();
        List<Script.Tool> tools = hasTools ? script.tools(line) : List.of();
        for (Script.Tool tool : tools) {
            String id = UUID.randomUUID().toString();
            toolsAwaited.add(id);
            rules.toolUsed(id);
            output.toolUse(tool, id);
        }
        if (tools.isEmpty()) {
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
        List<String> texts = script.sentences(line);
        int thisThought = ++thought;
        int rate = output.sampleRate();
        boolean breaksOff = script.misbehaviours().contains(Misbehaviour.STOPS_MID_WORD);
        standIn.vertx()
                .executeBlocking(() -> texts.stream().map(it -> spoken(it, rate)).toList())
                .onSuccess(
                        reply -> {
                            if (thisThought == thought && !closed) {
                                line++;
                                generator.say(turn, reply, breaksOff, () -> replied(reply));
                            }
                        });
    }

    private ReplyGenerator.Sentence spoken(String text, int rate) {
        return new ReplyGenerator.Sentence(text, standIn.voice().speak(text, rate));
    }

    private void replied(List<ReplyGenerator.Sentence> reply) {
        replying = false;
        long spoken = reply.stream().mapToLong(sentence -> sentence.samples().length).sum();
        OutputEventWriter.Usage delta =
                new OutputEventWriter.Usage(
                        tokens(heardSamples, sampleRate, 300),
                        0,
                        tokens(spoken, output.sampleRate(), 200),
                        0);
        heardSamples = 0;
        total = total.plus(delta);
        output.usage(delta, total);
        if (ending != null) {
            finish(ending);
        } else if (asked) {
            reply();
        }
    }

    private static long tokens(long samples, int rate, int perMinute) {
        return samples * perMinute / 60 / rate;
    }

    /** The client ends: what is being said is said, then the completion ends. */
    void end(Runnable ended) {
        ending = ended;
        if (!replying || !toolsAwaited.isEmpty()) {
            finish(ended);
        }
    }

    boolean ending() {
        return ending != null;
    }

    private void finish(Runnable ended) {
        output.completionEnd();
        ended.run();
    }

    void close() {
        closed = true;
        generator.close();
    }
}
