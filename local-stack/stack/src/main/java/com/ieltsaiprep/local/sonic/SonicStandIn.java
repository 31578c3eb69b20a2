package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.model.Script;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Http2Server;
import com.ieltsaiprep.local.wire.SignatureVerifier;
import com.ieltsaiprep.local.wire.TestCertificate;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Amazon Nova Sonic stand-in: local server that replaces the speech model for any AWS SDK client.
 *
 * <p>It serves {@code InvokeModelWithBidirectionalStream} over HTTP/2 on 127.0.0.1, and a control
 * port for tests. It runs on one event loop; its methods are thread-safe.
 */
public final class SonicStandIn {
    private final Vertx vertx;
    private final Config config;
    private final TestCertificate certificate;
    private final StandInContext shared;
    private final RequestValidator validator;
    private final StreamFaults faults = new StreamFaults();
    private final StreamRecords records = new StreamRecords();
    private final AwsCallRecorder calls = new AwsCallRecorder();
    private volatile @Nullable Context context;
    private volatile @Nullable Http2Server server;
    private volatile int controlPort;
    private volatile String deployment = "";

    /**
     * Configuration of the Nova Sonic stand-in.
     *
     * @param forms forms in which the streams deviate from the documentation
     * @param credentials the only credentials with which a request may be signed
     * @param folder folder that keeps the TLS certificate over restarts; if empty, each start
     *     creates a new certificate
     */
    public record Config(
            Ports ports,
            Limits limits,
            Pace pace,
            Transcription transcription,
            FormOrder forms,
            Credentials credentials,
            Optional<Path> folder) {
        /**
         * Returns the default configuration of the Nova Sonic stand-in: free ports, the real
         * service's limits and documented form, and random transcripts with a fixed seed.
         */
        public static Config defaults() {
            return new Config(
                    new Ports(0, 0, 0),
                    new Limits(20, 480_000, 55_000, 128),
                    new Pace(1, 3),
                    new Transcription(1, List.of()),
                    FormOrder.of(),
                    Credentials.local(),
                    Optional.empty());
        }

        /** Returns a copy of this configuration of the Nova Sonic stand-in with other TCP ports. */
        public Config with(Ports value) {
            return new Config(value, limits, pace, transcription, forms, credentials, folder);
        }

        /**
         * Returns a copy of this configuration of the Nova Sonic stand-in with other limits on
         * streams.
         */
        public Config with(Limits value) {
            return new Config(ports, value, pace, transcription, forms, credentials, folder);
        }

        /**
         * Returns a copy of this configuration of the Nova Sonic stand-in with another speed at
         * which time passes and replies are generated.
         */
        public Config with(Pace value) {
            return new Config(ports, limits, value, transcription, forms, credentials, folder);
        }

        /**
         * Returns a copy of this configuration of the Nova Sonic stand-in with another
         * transcription: the source of the transcripts that it makes up for the user's speech.
         */
        public Config with(Transcription value) {
            return new Config(ports, limits, pace, value, forms, credentials, folder);
        }

        /**
         * Returns a copy of this configuration of the Nova Sonic stand-in with another order of
         * forms.
         */
        public Config with(FormOrder value) {
            return new Config(ports, limits, pace, transcription, value, credentials, folder);
        }

        /**
         * Returns a copy of this configuration with a folder for the TLS certificate of the Nova
         * Sonic stand-in. A stand-in that is started again with the folder has the same
         * certificate, so that clients still trust it.
         */
        public Config with(Path value) {
            return new Config(
                    ports, limits, pace, transcription, forms, credentials, Optional.of(value));
        }
    }

    /**
     * TCP ports of the Nova Sonic stand-in on 127.0.0.1; 0 takes a free port.
     *
     * @param tls streams over HTTP/2 with TLS
     * @param cleartext streams over HTTP/2 in cleartext, with prior knowledge
     * @param control control API for tests over HTTP/1.1
     */
    public record Ports(int tls, int cleartext, int control) {}

    /**
     * Limits of the Nova Sonic stand-in, which it enforces like the real service.
     *
     * @param quota streams that may be open at a time; one more is rejected with status 429
     * @param lifeMs time from the opening of a stream after which the stream ends, ms
     * @param idleMs time without audio, text or tool result from the client after which a stream
     *     ends, ms
     * @param streamsPerConnection streams that a client may have open at a time on one HTTP/2
     *     connection
     */
    public record Limits(int quota, long lifeMs, long idleMs, int streamsPerConnection) {}

    /**
     * Speed at which time passes in the Nova Sonic stand-in, and at which it generates replies.
     *
     * @param speed factor by which time passes faster than real time: 2 halves the lifetime and the
     *     idle limit of a stream, and the time in which a reply is played
     * @param generation factor by which a reply is generated faster than it is played: 3 generates
     *     a reply in a third of the time in which it is played
     */
    public record Pace(double speed, double generation) {}

    /**
     * Source of the transcript of the user's speech, which the Nova Sonic stand-in makes up because
     * it does not recognize words.
     *
     * @param seed seed of the random choice of built-in sentences, which make up the transcript if
     *     {@code words} is empty
     * @param words lines of text to use instead of the built-in sentences, one line for each turn
     *     of the user. If there is only one line, each turn takes the next words of that line, as
     *     many as the length of the turn suggests.
     */
    public record Transcription(long seed, List<String> words) {
        /** Creates a source of made-up transcripts with an unmodifiable copy of {@code words}. */
        public Transcription {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return "Transcription[%d, %d lines]".formatted(seed, words.size());
        }
    }

    private SonicStandIn(Vertx vertx, Config config, TestCertificate certificate, Voice voice) {
        this.vertx = vertx;
        this.config = config;
        this.certificate = certificate;
        shared = new StandInContext(vertx, config, voice);
        SignatureVerifier verifier =
                new SignatureVerifier(config.credentials, "bedrock", InstantSource.system());
        validator =
                new RequestValidator(verifier, faults, shared, records, calls, config.limits.quota);
    }

    /**
     * Starts a Nova Sonic stand-in on an event loop of {@code vertx}.
     *
     * @return future of the listening stand-in; fails if a port is taken or the certificate cannot
     *     be created
     */
    public static Future<SonicStandIn> start(Vertx vertx, Config config) {
        return vertx.executeBlocking(() -> prepare(vertx, config))
                .compose(it -> Objects.requireNonNull(it).deploy());
    }

    private Future<SonicStandIn> deploy() {
        return vertx.deployVerticle(this::listen)
                .map(
                        id -> {
                            deployment = id;
                            return this;
                        });
    }

    private static SonicStandIn prepare(Vertx vertx, Config config) throws IOException {
        Path folder =
                config.folder.isPresent()
                        ? config.folder.get()
                        : Files.createTempDirectory("sonic-stand-in");
        Voice voice = new Voice();
        return new SonicStandIn(vertx, config.with(folder), TestCertificate.in(folder), voice);
    }

    private Future<?> listen(Context verticleContext) {
        context = verticleContext;
        Http2Server.Options options =
                new Http2Server.Options(
                        config.ports.tls,
                        config.ports.cleartext,
                        config.limits.streamsPerConnection);
        return Http2Server.start(vertx, certificate, options, validator::handle)
                .onSuccess(started -> server = started)
                .compose(_ -> control().listen(vertx, config.ports.control))
                .onSuccess(port -> controlPort = port);
    }

    private ControlServer control() {
        return calls.addRoutes(new ControlServer(vertx))
                .get("/counts", _ -> Optional.of(new Counts(openStreams(), connections())))
                .get(
                        "/streams",
                        _ -> Optional.of(streams().stream().map(StreamRecord::summary).toList()))
                .get("/streams/:key/marks", key -> stream(key).map(StreamRecord::marks))
                .get("/streams/:key/events", key -> stream(key).map(StreamRecord::events))
                .get("/streams/:key/said", key -> stream(key).map(StreamRecord::transcript))
                .get("/streams/:key/pcm", key -> stream(key).map(StreamRecord::pcm))
                .delete("/streams", this::reset)
                .receive(HttpMethod.PUT, "/script", Script.class, this::setScript)
                .receive(HttpMethod.PUT, "/forms", FormOrder.class, this::setForms)
                .receive(HttpMethod.POST, "/faults", StreamFault.class, this::addFault)
                .delete("/faults", this::clearFaults);
    }

    private record Counts(int streams, int connections) {}

    /**
     * Returns the configuration of this running Nova Sonic stand-in, with the ports and the
     * certificate folder that are in use.
     */
    public Config config() {
        return config.with(new Ports(tlsPort(), cleartextPort(), controlPort));
    }

    /** Returns the TCP port on which this Nova Sonic stand-in serves HTTP/2 with TLS. */
    public int tlsPort() {
        return Objects.requireNonNull(server).tlsPort();
    }

    /**
     * Returns the TCP port on which this Nova Sonic stand-in serves HTTP/2 in cleartext, with prior
     * knowledge.
     */
    public int cleartextPort() {
        return Objects.requireNonNull(server).cleartextPort();
    }

    /**
     * Returns the TCP port of the control API, by which tests command and inspect this Nova Sonic
     * stand-in over HTTP/1.1.
     */
    public int controlPort() {
        return controlPort;
    }

    /**
     * Returns the TLS certificate of this Nova Sonic stand-in, with a trust store for its clients.
     */
    public TestCertificate certificate() {
        return certificate;
    }

    /**
     * Returns a copy of the list of stream records, oldest first: what each stream of this Nova
     * Sonic stand-in received and sent. The records of the oldest closed streams are deleted, so
     * that about a thousand remain.
     */
    public List<StreamRecord> streams() {
        return records.all();
    }

    /**
     * Returns the record of the newest stream that has this prompt name, which the client chooses;
     * empty if no recorded stream has that name.
     */
    public Optional<StreamRecord> stream(String promptName) {
        return records.all().reversed().stream()
                .filter(record -> record.summary().promptName().equals(promptName))
                .findFirst();
    }

    /** Returns the number of streams that are open on this Nova Sonic stand-in. */
    public int openStreams() {
        return shared.streams().size();
    }

    /**
     * Returns the number of HTTP/2 connections that clients have open to this Nova Sonic stand-in.
     */
    public int connections() {
        return Objects.requireNonNull(server).connections();
    }

    /**
     * Deletes the records of closed streams, and lets the made-up transcripts of the user's speech
     * begin again with the first of the configured words, if there are any.
     */
    public void reset() {
        records.removeClosed();
        Objects.requireNonNull(context).runOnContext(_ -> shared.restartTranscripts());
    }

    /**
     * Sets the script by which Maya, the examiner, speaks on streams that open from now on; open
     * streams keep their script.
     */
    public void setScript(Script value) {
        shared.setScript(value);
    }

    /** Sets the forms of the streams that open from now on; open streams keep their forms. */
    public void setForms(FormOrder value) {
        shared.setForms(value);
    }

    /**
     * Injects a fault into the open streams of this Nova Sonic stand-in, or queues the fault for a
     * stream that opens later, depending on {@link StreamFault#stream}.
     *
     * @throws IllegalArgumentException if 1,000 faults are queued already
     */
    public void addFault(StreamFault fault) {
        if (fault.stream() > 0) {
            faults.add(fault);
            return;
        }
        Objects.requireNonNull(context)
                .runOnContext(
                        _ ->
                                List.copyOf(shared.streams())
                                        .forEach(stream -> stream.addFault(fault)));
    }

    /**
     * Removes the injected faults that are queued for later streams of this Nova Sonic stand-in.
     * Open streams keep their faults.
     */
    public void clearFaults() {
        faults.clear();
    }

    /**
     * Stops this Nova Sonic stand-in like a killed process: resets every TCP connection and frees
     * the ports.
     *
     * @return future that completes when the ports are free
     */
    public Future<Void> close() {
        return Objects.requireNonNull(server).close().compose(_ -> vertx.undeploy(deployment));
    }
}
