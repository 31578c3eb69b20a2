package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.model.ModelDriver;
import com.ieltsaiprep.local.model.ModelEnd;
import com.ieltsaiprep.local.model.ModelInput;
import com.ieltsaiprep.local.model.ModelOutput;
import com.ieltsaiprep.local.model.SonicModel;
import com.ieltsaiprep.local.wire.ChunkSignatureVerifier;
import com.ieltsaiprep.local.wire.EventStreamFraming;
import com.ieltsaiprep.local.wire.Http2Server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Bidirectional stream of the stand-in, from its first byte to its last, on its context: the
 * model's transport, with injected faults.
 */
final class StandInStream implements ModelDriver {
    private static final Logger LOG = LoggerFactory.getLogger(StandInStream.class);
    private static final String VALIDATION = "validationException";

    private final StandInContext standIn;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ChunkSignatureVerifier signatures;
    private final StreamRecord record;
    private final MessageDecoder decoder = new MessageDecoder();
    private final OutputEventWriter output;
    private final SonicModel model;
    private final boolean hasLateHeaders;
    private final List<StreamFault> faults = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final long startedNs = System.nanoTime();
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
        StandInContext.NewModel made = standIn.newModel(this);
        this.model = made.model();
        this.hasLateHeaders = made.hasLateHeaders();
    }

    /**
     * Opens the stream with status 200, after a delay if that is injected, and reads input at once.
     */
    void open(List<StreamFault> injected) {
        request.handler(this::onBytes);
        request.endHandler(_ -> onRequestEnd());
        request.exceptionHandler(this::onLost);
        response.exceptionHandler(this::onLost);
        response.closeHandler(_ -> close("connectionLost", () -> {}));
        response.putHeader("content-type", "application/vnd.amazon.eventstream");
        boolean slow = hasLateHeaders;
        if (slow) {
            output.stall();
        }
        for (StreamFault fault : injected) {
            if (fault.effect() instanceof StreamFault.Effect.SlowHeaders headers) {
                slow = true;
                output.stall();
                setTimer(headers.ms(), this::sendHeaders);
            }
        }
        if (!slow) {
            sendHeaders();
        }
        model.open();
        injected.forEach(this::addFault);
    }

    /**
     * Leaves the stream without an answer for ever: reads nothing, so that the client's window is
     * not updated, and sends no event.
     */
    void openSilently(boolean hasHeaders) {
        request.pause();
        request.exceptionHandler(this::onLost);
        response.exceptionHandler(this::onLost);
        response.closeHandler(_ -> close("connectionLost", () -> {}));
        if (hasHeaders) {
            response.putHeader("content-type", "application/vnd.amazon.eventstream");
            sendHeaders();
        }
    }

    private void sendHeaders() {
        if (!response.headWritten()) {
            var _ = response.writeHead();
            output.resume();
        }
    }

    /**
     * Closes the stream unless the session has ended: then the client sends nothing more, but still
     * reads.
     */
    private void onRequestEnd() {
        if (!model.isSessionEnded()) {
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
                    setTimer(after.ms(), () -> apply(fault.effect()));
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
                    setTimer(stall.ms(), output::resume);
                }
            }
            case StreamFault.Effect.Refuse _,
                    StreamFault.Effect.SlowHeaders _,
                    StreamFault.Effect.Silence _,
                    StreamFault.Effect.SickConnection _ -> {
                // Apply to the opening only, which is over.
            }
        }
    }

    private void onBytes(Buffer bytes) {
        try {
            for (Message message : EventStreamFraming.decode(decoder, bytes.getBytes())) {
                if (!closed) {
                    handleSigned(message);
                }
            }
        } catch (IOException e) {
            fail(VALIDATION, "The event stream could not be decoded");
        }
    }

    /** Handles a signed message, which wraps the message with the event; the last one is empty. */
    private void handleSigned(Message signed) throws IOException {
        if (!signatures.accepts(signed)) {
            fail(VALIDATION, "The signature of an event does not match");
        } else if (signed.getPayload().length > 0) {
            byte[] event = EventStreamFraming.decode(signed.getPayload()).getPayload();
            handle(InputEventReader.read(event));
        }
    }

    private void handle(InputEventReader.Received received) {
        record.addEvent("in", received.name());
        if (hasLateHeaders) {
            sendHeaders();
        }
        switch (received.event()) {
            case ModelInput.PromptStart start -> {
                record.setPromptName(start.promptName());
                output.setPrompt(start.promptName(), start.output().sampleRate());
            }
            case ModelInput.Audio audio -> record.addAudio(audio.pcm());
            case ModelInput.SessionStart _,
                    ModelInput.TextStart _,
                    ModelInput.AudioStart _,
                    ModelInput.ToolResultStart _,
                    ModelInput.Text _,
                    ModelInput.ToolResult _,
                    ModelInput.ContentEnd _,
                    ModelInput.PromptEnd _,
                    ModelInput.SessionEnd _,
                    ModelInput.Malformed _ -> {}
        }
        model.accept(received.event());
        if (!closed) {
            count(received.name());
        }
    }

    @Override
    public long nowUs() {
        return Math.round((System.nanoTime() - startedNs) / 1e3 * standIn.config().pace().speed());
    }

    @Override
    public void schedule(long delayUs, Runnable task) {
        setTimer(Math.round(delayUs / 1e3 / standIn.config().pace().speed()), task);
    }

    @Override
    public void onOutput(ModelOutput event) {
        output.send(event);
    }

    @Override
    public boolean isFull() {
        return output.isFull();
    }

    @Override
    public void onEnd(ModelEnd end) {
        switch (end) {
            case ModelEnd.Completed _ -> close("completed", response::end);
            case ModelEnd.Failed failed -> fail(failed.exception(), failed.message());
        }
    }

    @Override
    public String toolUseId(int number) {
        return UUID.randomUUID().toString();
    }

    @Override
    public void onMark(Mark mark, int turn) {
        switch (mark) {
            case VOICE_ONSET -> record.mark("voiceOnset", turn);
            case VOICE_END -> record.mark("voiceEnd", turn);
            case REPLY_STARTED -> count("turn");
            case FIRST_AUDIO -> record.mark("firstAudio", turn);
            case REPLY_GENERATED -> record.mark("replyGenerated", turn);
            case INTERRUPTED -> record.mark("interrupted", turn);
        }
    }

    @Override
    public void onTranscript(int turn, ModelOutput.Role role, String text) {
        record.addTranscript(turn, role.name(), text);
    }

    private void fail(String exception, String message) {
        if (!closed) {
            sendHeaders();
            output.resume();
            output.exception(exception, message);
        }
        close(exception, response::end);
    }

    private void setTimer(long ms, Runnable task) {
        timers.add(
                standIn.vertx()
                        .setTimer(
                                Math.max(1, ms),
                                id -> {
                                    timers.remove(id);
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
        model.close();
        record.markClosed(reason);
        standIn.streams().remove(this);
        LOG.info("sonic=closed end={} open={}", reason, standIn.streams().size());
        if (!response.ended() && !response.closed()) {
            lastAction.run();
        }
    }
}
