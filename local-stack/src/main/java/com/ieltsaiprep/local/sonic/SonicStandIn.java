package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.Voice;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Amazon Nova Sonic stand-in on the loopback interface: {@code InvokeModelWithBidirectionalStream}
 * at the wire, with a control port for tests.
 *
 * <p>It runs on one event loop; its methods are thread-safe.
 */
public final class SonicStandIn {
    private final Vertx vertx;
    private final Config config;
    private final TestCertificate certificate;
    private final StandInContext shared;
    private final RequestValidator validator;
    private final StreamFaults faults = new StreamFaults();
    private final Set<StandInStream> open = ConcurrentHashMap.newKeySet();
    private final StreamRecords records = new StreamRecords();
    private volatile Script script = Script.speakingTest();
    private volatile @Nullable Context context;
    private volatile @Nullable Http2Server server;
    private volatile int controlPort;
    private volatile String deployment = "";

    /**
     * Configuration.
     *
     * @param credentials the only accepted ones
     * @param folder keeps the certificate; without one it is new at each start
     */
    public record Config(
            Ports ports,
            Limits limits,
            Pace pace,
            Transcription transcription,
            Credentials credentials,
            Optional<Path> folder) {
        /**
         * Returns the default: free ports, the real service's limits, random words with a fixed
         * seed.
         */
        public static Config defaults() {
            return new Config(
                    new Ports(0, 0, 0),
                    new Limits(20, 480_000, 55_000, 128),
                    new Pace(1, 3),
                    new Transcription(1, List.of()),
                    Credentials.local(),
                    Optional.empty());
        }

        /** Returns this configuration with other ports. */
        public Config with(Ports value) {
            return new Config(value, limits, pace, transcription, credentials, folder);
        }

        /** Returns this configuration with other limits. */
        public Config with(Limits value) {
            return new Config(ports, value, pace, transcription, credentials, folder);
        }

        /** Returns this configuration at another pace. */
        public Config with(Pace value) {
            return new Config(ports, limits, value, transcription, credentials, folder);
        }

        /** Returns this configuration with another transcription. */
        public Config with(Transcription value) {
            return new Config(ports, limits, pace, value, credentials, folder);
        }

        /** Returns this configuration with a folder, so that the certificate survives a restart. */
        public Config with(Path value) {
            return new Config(ports, limits, pace, transcription, credentials, Optional.of(value));
        }

        long scaled(long ms) {
            return Math.round(ms / pace.speed);
        }
    }

    /** Ports on 127.0.0.1; 0 takes a free port. */
    public record Ports(int tls, int cleartext, int control) {}

    /**
     * Limits of the service.
     *
     * @param quota concurrent streams; one more is rejected with 429
     * @param lifeMs lifetime of a stream
     * @param idleMs without input after which a stream ends
     * @param streamsPerConnection of HTTP/2
     */
    public record Limits(int quota, long lifeMs, long idleMs, int streamsPerConnection) {}

    /**
     * Speed of time.
     *
     * @param speed of the clock: 2 halves a stream's lifetime and idle limit, and how long a reply
     *     takes to play
     * @param generation how much faster than speech a reply is generated
     */
    public record Pace(double speed, double generation) {}

    /**
     * Transcription of the user's speech.
     *
     * @param seed of the random sentences
     * @param words the actual words instead, one utterance per line; may be empty
     */
    public record Transcription(long seed, List<String> words) {
        /** Copies the words. */
        public Transcription {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return "Hearing[%d, %d lines]".formatted(seed, words.size());
        }
    }

    private SonicStandIn(Vertx vertx, Config config, TestCertificate certificate, Voice voice) {
        this.vertx = vertx;
        this.config = config;
        this.certificate = certificate;
        TranscriptGenerator transcripts =
                new TranscriptGenerator(config.transcription.seed, config.transcription.words);
        shared = new StandInContext(vertx, config, voice, transcripts, () -> script, open);
        SignatureVerifier verifier =
                new SignatureVerifier(config.credentials, "bedrock", InstantSource.system());
        validator = new RequestValidator(verifier, faults, shared, records, config.limits.quota);
    }

    /** Starts a stand-in; the future fails if a port is taken. */
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
        return new ControlServer(vertx)
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
                .receive(HttpMethod.POST, "/faults", StreamFault.class, this::addFault)
                .delete("/faults", this::clearFaults);
    }

    private record Counts(int streams, int connections) {}

    /** Returns the configuration with the ports and the folder in use. */
    public Config config() {
        return config.with(new Ports(tlsPort(), cleartextPort(), controlPort));
    }

    /** Returns the port for TLS. */
    public int tlsPort() {
        return Objects.requireNonNull(server).tlsPort();
    }

    /** Returns the port for HTTP/2 in cleartext, with prior knowledge. */
    public int cleartextPort() {
        return Objects.requireNonNull(server).cleartextPort();
    }

    /** Returns the control port, HTTP/1.1. */
    public int controlPort() {
        return controlPort;
    }

    /** Returns the certificate and the trust store for clients. */
    public TestCertificate certificate() {
        return certificate;
    }

    /** Returns the records of the newest thousand streams, oldest first. */
    public List<StreamRecord> streams() {
        return records.all();
    }

    /** Returns the record of a prompt's newest stream. */
    public Optional<StreamRecord> stream(String promptName) {
        return records.all().reversed().stream()
                .filter(record -> record.summary().promptName().equals(promptName))
                .findFirst();
    }

    /** Returns the number of open streams. */
    public int openStreams() {
        return open.size();
    }

    /** Returns the number of open HTTP/2 connections. */
    public int connections() {
        return Objects.requireNonNull(server).connections();
    }

    /** Deletes the records of closed streams, and restarts the given words from the first. */
    public void reset() {
        records.removeClosed();
        Objects.requireNonNull(context).runOnContext(_ -> shared.transcripts().restart());
    }

    /** Sets what Maya says on streams that open from now on. */
    public void setScript(Script value) {
        script = value;
    }

    /**
     * Injects a fault.
     *
     * @return whether there was room for it
     */
    public boolean addFault(StreamFault fault) {
        if (fault.stream() > 0) {
            return faults.add(fault);
        }
        Objects.requireNonNull(context)
                .runOnContext(_ -> List.copyOf(open).forEach(stream -> stream.addFault(fault)));
        return true;
    }

    /** Removes the faults of streams to come. */
    public void clearFaults() {
        faults.clear();
    }

    /** Stops like a killed process: resets the connections. Frees the ports. */
    public Future<Void> close() {
        return Objects.requireNonNull(server).close().compose(_ -> vertx.undeploy(deployment));
    }
}
