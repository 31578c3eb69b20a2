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

/** Dialogue of one stream: alternates the user's turns and Maya's, on the stream's context. */
final class SonicDialogue implements TurnDetector.Listener {
    private static final int SHORT_PAUSE_MS = 500;

    private final StandInContext standIn;
    private final OutputEventWriter output;
    private final StreamRecord record;
    private final InputRules rules;
    private final Consumer<String> events;
    private final ReplyGenerator generator;
    private final Map<String, Runnable> atContentEnd = new HashMap<>();
    private final Set<String> pendingTools = new HashSet<>();
    private final Script script;
    private OutputEventWriter.Usage total = new OutputEventWriter.Usage(0, 0, 0, 0);
    private @Nullable TurnDetector detector;
    private @Nullable Runnable ending;
    private boolean hasTools;
    private boolean replying;
    private boolean replyRequested;
    private boolean inputEnded;
    private boolean closed;
    private int pauseMs;
    private int line;
    private int turn;
    private int replyId;
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

    void startSession(JsonNode body) {
        JsonNode detection = body.path("turnDetectionConfiguration");
        pauseMs =
                script.misbehaviours().contains(Misbehaviour.SPEAKS_INTO_PAUSES)
                        ? SHORT_PAUSE_MS
                        : TurnDetector.pauseMs(detection.path("endpointingSensitivity").asText());
    }

    void startPrompt(InputEvent event) {
        JsonNode audio = event.body().path("audioOutputConfiguration");
        record.setPromptName(event.promptName());
        output.setPrompt(event.promptName(), audio.path("sampleRateHertz").asInt());
        hasTools = !event.body().path("toolConfiguration").path("tools").isEmpty();
    }

    void startContent(InputEvent event) {
        switch (event.text("type")) {
            case "AUDIO" -> {
                JsonNode format = event.body().path("audioInputConfiguration");
                sampleRate = format.path("sampleRateHertz").asInt();
                detector = new TurnDetector(sampleRate, pauseMs, this);
                atContentEnd.put(event.contentName(), this::onAudioEnd);
            }
            case "TOOL" -> {
                String id =
                        event.body()
                                .path("toolResultInputConfiguration")
                                .path("toolUseId")
                                .asText();
                atContentEnd.put(event.contentName(), () -> onToolResult(id));
            }
            default -> startText(event);
        }
    }

    /**
     * Transcribes the last speech, but gives no reply to it, since the client is ending the
     * session.
     */
    private void onAudioEnd() {
        inputEnded = true;
        if (detector != null) {
            detector.finish();
        }
    }

    private void startText(InputEvent event) {
        if (event.body().path("interactive").asBoolean()) {
            atContentEnd.put(event.contentName(), this::requestReply);
        } else if (event.text("role").equals("ASSISTANT")) {
            // Maya goes on after her lines of an earlier stream.
            line++;
        }
    }

    void endContent(String contentName) {
        Runnable task = atContentEnd.remove(contentName);
        if (task != null) {
            task.run();
        }
    }

    void onAudio(short[] samples) {
        heardSamples += samples.length;
        if (detector != null) {
            detector.accept(samples);
        }
    }

    @Override
    public void onVoiceOnset() {
        record.mark("voiceOnset", turn);
        if (generator.isSpeaking()) {
            generator.interrupt(script.bargeIn());
        }
        if (pendingTools.isEmpty()) {
            // Cancels also a reply that is not audible yet.
            replying = false;
            replyId++;
        }
    }

    @Override
    public void onTurnEnd(int voicedMs) {
        record.mark("voiceEnd", turn);
        output.completionStart();
        for (String block : standIn.transcripts().next(voicedMs)) {
            record.addTranscript(turn, "USER", block);
            output.text("USER", "FINAL", block, "END_TURN");
        }
        requestReply();
    }

    /** Requests a reply of Maya's: now, or after the current one. */
    private void requestReply() {
        replyRequested = !inputEnded;
        if (replyRequested && !replying) {
            startReply();
        }
    }

    private void startReply() {
        replyRequested = false;
        replying = true;
        turn++;
        events.accept("turn");
        output.completionStart();
        List<Script.Tool> tools = hasTools ? script.tools(line) : List.of();
        for (Script.Tool tool : tools) {
            String id = UUID.randomUUID().toString();
            pendingTools.add(id);
            rules.onToolUse(id);
            output.toolUse(tool, id);
        }
        if (tools.isEmpty()) {
            speak();
        }
    }

    private void onToolResult(String toolUseId) {
        if (pendingTools.remove(toolUseId) && pendingTools.isEmpty()) {
            speak();
        }
    }

    private void speak() {
        replyRequested = false;
        List<String> texts = script.sentences(line);
        int thisReply = ++replyId;
        int rate = output.sampleRate();
        boolean breaksOff = script.misbehaviours().contains(Misbehaviour.STOPS_MID_WORD);
        standIn.vertx()
                .executeBlocking(() -> texts.stream().map(it -> synthesized(it, rate)).toList())
                .onSuccess(
                        reply -> {
                            if (thisReply == replyId && !closed) {
                                line++;
                                generator.start(
                                        turn, reply, breaksOff, () -> onReplyGenerated(reply));
                            }
                        });
    }

    private ReplyGenerator.Sentence synthesized(String text, int rate) {
        return new ReplyGenerator.Sentence(text, standIn.voice().speak(text, rate));
    }

    private void onReplyGenerated(List<ReplyGenerator.Sentence> reply) {
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
        } else if (replyRequested) {
            startReply();
        }
    }

    private static long tokens(long samples, int rate, int perMinute) {
        return samples * perMinute / 60 / rate;
    }

    /** Ends the session: finishes the current reply, then the completion. */
    void end(Runnable ended) {
        ending = ended;
        if (!replying || !pendingTools.isEmpty()) {
            finish(ended);
        }
    }

    boolean isEnding() {
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
