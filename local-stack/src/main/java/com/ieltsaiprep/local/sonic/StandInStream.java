package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.Pcm16;
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

/** One bidirectional stream, from its first byte to its last. For use on its context. */
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
    private long inputAt = System.nanoTime();
    private boolean deaf;
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

    /** Answers with 200, after a while if that is ordered, and listens at once. */
    void open(List<StreamFault> ordered) {
        request.handler(this::received);
        request.endHandler(_ -> requestEnded());
        request.exceptionHandler(this::lost);
        response.exceptionHandler(this::lost);
        response.closeHandler(_ -> close("connectionLost", () -> {}));
        response.putHeader("content-type", "application/vnd.amazon.eventstream");
        boolean slow = false;
        for (StreamFault fault : ordered) {
            if (fault.effect() instanceof StreamFault.Effect.SlowHeaders headers) {
                slow = true;
                output.stall();
                after(headers.ms(), this::answer);
            }
        }
        if (!slow) {
            answer();
        }
        SonicStandIn.Config config = standIn.config();
        after(
                config.scaled(config.limits().lifeMs()),
                () -> fail("modelTimeoutException", TIMED_OUT));
        watchInput(config.scaled(config.limits().idleMs()));
        ordered.forEach(this::order);
    }

    private void answer() {
        var _ = response.writeHead();
        output.resume();
    }

    /** After the session's end the client has nothing more to send, but may still hear. */
    private void requestEnded() {
        if (!dialogue.ending()) {
            close("clientEnded", response::end);
        }
    }

    private void lost(Throwable failure) {
        boolean reset = failure instanceof StreamResetException;
        close(reset ? "clientReset" : "connectionLost", () -> {});
    }

    /** Takes an order for a fault. */
    void order(StreamFault fault) {
        switch (fault.trigger()) {
            case StreamFault.Trigger.Opening _ -> apply(fault.effect());
            case StreamFault.Trigger.After after -> after(after.ms(), () -> apply(fault.effect()));
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

    /** Counts an event, in or out, and lets the faults happen that waited for it. */
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
                    after(stall.ms(), output::resume);
                }
            }
            case StreamFault.Effect.Refuse _, StreamFault.Effect.SlowHeaders _ -> {
                // They were for the opening, which is over.
            }
        }
    }

    private void received(Buffer bytes) {
        try {
            for (EventMessage message : decoder.accept(bytes.getBytes())) {
                if (!closed) {
                    receive(message);
                }
            }
        } catch (IOException e) {
            fail("validationException", "The event stream could not be decoded");
        }
    }

    /** Takes a signed message, which wraps the message with the event; the last is empty. */
    private void receive(EventMessage signed) throws IOException {
        if (!signatures.accepts(signed)) {
            fail("validationException", "The signature of an event does not match");
        } else if (signed.payload().length > 0) {
            take(InputEvent.read(EventDecoder.decode(signed.payload()).payload()));
        }
    }

    private void take(InputEvent event) {
        record.event("in", event.kind().wireName);
        String violation = rules.violation(event);
        if (violation == null) {
            violation = act(event);
        }
        if (violation != null) {
            fail("validationException", violation);
        } else {
            count(event.kind().wireName);
        }
    }

    private @Nullable String act(InputEvent event) {
        switch (event.kind()) {
            case SESSION_START -> dialogue.session(event.body());
            case PROMPT_START -> dialogue.prompt(event);
            case CONTENT_START -> {
                deaf |= event.text("type").equals("AUDIO") && event.text("role").isEmpty();
                dialogue.contentStart(event);
            }
            case TEXT_INPUT, TOOL_RESULT -> inputAt = System.nanoTime();
            case AUDIO_INPUT -> {
                return hear(event.text("content"));
            }
            case CONTENT_END -> dialogue.contentEnd(event.contentName());
            case PROMPT_END -> {}
            case SESSION_END -> dialogue.end(() -> close("completed", response::end));
            case UNKNOWN -> throw new IllegalStateException("the rules let an unknown event pass");
        }
        return null;
    }

    private @Nullable String hear(String base64) {
        byte[] pcm;
        try {
            pcm = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return InputRules.INVALID;
        }
        if (pcm.length % 2 != 0) {
            return InputRules.INVALID;
        }
        inputAt = System.nanoTime();
        record.heard(pcm);
        // Without a role the real service takes audio for ever and answers nothing.
        if (!deaf) {
            dialogue.hear(Pcm16.samples(pcm));
        }
        return null;
    }

    private void watchInput(long idleMs) {
        long idle = idleMs - (System.nanoTime() - inputAt) / 1_000_000;
        if (idle > 0) {
            after(idle, () -> watchInput(idleMs));
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

    private void after(long ms, Runnable task) {
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

    private void close(String reason, Runnable farewell) {
        if (closed) {
            return;
        }
        closed = true;
        timers.forEach(standIn.vertx()::cancelTimer);
        dialogue.close();
        record.closed(reason);
        standIn.open().remove(this);
        LOG.info("sonic=closed end={} open={}", reason, standIn.open().size());
        if (!response.ended() && !response.closed()) {
            farewell.run();
        }
    }
}
