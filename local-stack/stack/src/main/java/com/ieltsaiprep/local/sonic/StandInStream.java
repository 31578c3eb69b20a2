package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.wire.ChunkSignatureVerifier;
import com.ieltsaiprep.local.wire.EventDecoder;
import com.ieltsaiprep.local.wire.EventMessage;
import com.ieltsaiprep.local.wire.Http2Server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bidirectional stream of the stand-in, from its first byte to its last, on its context. */
final class StandInStream {
    private static final Logger LOG = LoggerFactory.getLogger(StandInStream.class);
    private static final String TIMED_OUT = "Model has timed out in processing the request";

    private final StandInContext standIn;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ChunkSignatureVerifier signatures;
    private final StreamRecord record;
    private final EventDecoder decoder = new EventDecoder();
    private final InputRules rules = new InputRules();
    private final OutputEventWriter output;
    private final SonicDialogue dialogue;
    private final List<StreamFault> faults = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long lastInputNs = System.nanoTime();
    private boolean ignoresAudio;
    private boolean closed;

    StandInStream(
            StandInContext standIn,
            HttpServerRequest request,
            ChunkSignatureVerifier signatures,
            StreamRecord record) {
        this.standIn = standIn;
        this.request = request;
        this.response = request.response();
        this.signatures = signatures;
        this.record = record;
        this.output = new OutputEventWriter(response, record, this::count);
        this.dialogue = new SonicDialogue(standIn, output, record, rules, this::count);
    }

    /** Sends status 200, after a delay if that is injected, and reads input at once. */
    void open(List<StreamFault> injected) {
        request.handler(this::onBytes);
        request.endHandler(_ -> onRequestEnd());
        request.exceptionHandler(this::onLost);
        response.exceptionHandler(this::onLost);
        response.closeHandler(_ -> close("connectionLost", () -> {}));
        response.putHeader("content-type", "application/vnd.amazon.eventstream");
        boolean slow = false;
        for (StreamFault fault : injected) {
            if (fault.effect() instanceof StreamFault.Effect.SlowHeaders headers) {
                slow = true;
                output.stall();
                schedule(headers.ms(), this::sendHeaders);
            }
        }
        if (!slow) {
            sendHeaders();
        }
        SonicStandIn.Config config = standIn.config();
        schedule(
                config.scaled(config.limits().lifeMs()),
                () -> fail("modelTimeoutException", TIMED_OUT));
        checkIdle(config.scaled(config.limits().idleMs()));
        injected.forEach(this::addFault);
    }

    private void sendHeaders() {
        var _ = response.writeHead();
        output.resume();
    }

    /**
     * Closes the stream unless the session has ended: then the client sends nothing more, but still
     * reads.
     */
    private void onRequestEnd() {
        if (!dialogue.isEnding()) {
            close("clientEnded", response::end);
        }
    }

    private void onLost(Throwable failure) {
        boolean reset = failure instanceof StreamResetException;
        close(reset ? "clientReset" : "connectionLost", () -> {});
    }

    /** Injects a fault. */
    void addFault(StreamFault fault) {
        switch (fault.trigger()) {
            case StreamFault.Trigger.Opening _ -> apply(fault.effect());
            case StreamFault.Trigger.After after ->
                    schedule(after.ms(), () -> apply(fault.effect()));
            case StreamFault.Trigger.OnEvent event -> {
                int from = counts.getOrDefault(event.name(), 0);
                int count = fault.stream() == 0 ? from + event.count() : event.count();
                faults.add(
                        new StreamFault(
                                fault.stream(),
                                new StreamFault.Trigger.OnEvent(event.name(), count),
                                fault.effect()));
            }
        }
    }

    /** Counts an event, in or out, and applies the faults that waited for it. */
    private void count(String event) {
        int count = counts.merge(event, 1, Integer::sum);
        for (StreamFault fault : List.copyOf(faults)) {
            if (fault.trigger().equals(new StreamFault.Trigger.OnEvent(event, count))) {
                faults.remove(fault);
                apply(fault.effect());
            }
        }
    }

    private void apply(StreamFault.Effect effect) {
        switch (effect) {
            case StreamFault.Effect.Modelled modelled -> fail(modelled.type(), modelled.message());
            case StreamFault.Effect.Reset reset ->
                    close("reset", () -> response.reset(reset.code()));
            case StreamFault.Effect.End _ -> close("ended", response::end);
            case StreamFault.Effect.Kill _ -> Http2Server.kill(request.connection());
            case StreamFault.Effect.GoAway(long code) when code == 0 ->
                    request.connection().goAway(0);
            case StreamFault.Effect.GoAway(long code) -> request.connection().goAway(code, 0);
            case StreamFault.Effect.Corrupt _ -> output.corrupt();
            case StreamFault.Effect.Stall stall -> {
                output.stall();
                if (stall.ms() > 0) {
                    schedule(stall.ms(), output::resume);
                }
            }
            case StreamFault.Effect.Refuse _, StreamFault.Effect.SlowHeaders _ -> {
                // Apply to the opening only, which is over.
            }
        }
    }

    private void onBytes(Buffer bytes) {
        try {
            for (EventMessage message : decoder.accept(bytes.getBytes())) {
                if (!closed) {
                    handleSigned(message);
                }
            }
        } catch (IOException e) {
            fail("validationException", "The event stream could not be decoded");
        }
    }

    /** Handles a signed message, which wraps the message with the event; the last one is empty. */
    private void handleSigned(EventMessage signed) throws IOException {
        if (!signatures.accepts(signed)) {
            fail("validationException", "The signature of an event does not match");
        } else if (signed.payload().length > 0) {
            handle(InputEvent.read(EventDecoder.decode(signed.payload()).payload()));
        }
    }

    private void handle(InputEvent event) {
        record.addEvent("in", event.kind().wireName);
        String violation = rules.violation(event);
        if (violation == null) {
            violation = apply(event);
        }
        if (violation != null) {
            fail("validationException", violation);
        } else {
            count(event.kind().wireName);
        }
    }

    private @Nullable String apply(InputEvent event) {
        switch (event.kind()) {
            case SESSION_START -> dialogue.startSession(event.body());
            case PROMPT_START -> dialogue.startPrompt(event);
            case CONTENT_START -> {
                ignoresAudio |= event.text("type").equals("AUDIO") && event.text("role").isEmpty();
                dialogue.startContent(event);
            }
            case TEXT_INPUT, TOOL_RESULT -> lastInputNs = System.nanoTime();
            case AUDIO_INPUT -> {
                return handleAudio(event.text("content"));
            }
            case CONTENT_END -> dialogue.endContent(event.contentName());
            case PROMPT_END -> {}
            case SESSION_END -> dialogue.end(() -> close("completed", response::end));
            case UNKNOWN -> throw new IllegalStateException("the rules let an unknown event pass");
        }
        return null;
    }

    private @Nullable String handleAudio(String base64) {
        byte[] pcm;
        try {
            pcm = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return InputRules.INVALID;
        }
        if (pcm.length % 2 != 0) {
            return InputRules.INVALID;
        }
        lastInputNs = System.nanoTime();
        record.addAudio(pcm);
        // Without a role the real service accepts audio for ever and answers nothing.
        if (!ignoresAudio) {
            dialogue.onAudio(PcmCodec.samples(pcm));
        }
        return null;
    }

    private void checkIdle(long idleMs) {
        long idle = idleMs - (System.nanoTime() - lastInputNs) / 1_000_000;
        if (idle > 0) {
            schedule(idle, () -> checkIdle(idleMs));
            return;
        }
        fail(
                "validationException",
                "Timed out waiting for audio bytes or interactive content. Please send audio bytes"
                        + " or interactive content in intervals of less than "
                        + standIn.config().limits().idleMs() / 1000
                        + " seconds.");
    }

    private void fail(String exception, String message) {
        if (!closed) {
            output.resume();
            output.exception(exception, message);
        }
        close(exception, response::end);
    }

    private void schedule(long ms, Runnable task) {
        timers.add(
                standIn.vertx()
                        .setTimer(
                                Math.max(1, ms),
                                _ -> {
                                    if (!closed) {
                                        task.run();
                                    }
                                }));
    }

    private void close(String reason, Runnable lastAction) {
        if (closed) {
            return;
        }
        closed = true;
        timers.forEach(standIn.vertx()::cancelTimer);
        dialogue.close();
        record.markClosed(reason);
        standIn.streams().remove(this);
        LOG.info("sonic=closed end={} open={}", reason, standIn.streams().size());
        if (!response.ended() && !response.closed()) {
            lastAction.run();
        }
    }
}
