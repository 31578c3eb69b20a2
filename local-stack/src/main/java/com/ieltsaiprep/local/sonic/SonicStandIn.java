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
 * A stand-in for Amazon Nova Sonic on the loopback interface: {@code
 * InvokeModelWithBidirectionalStream} at the wire, with a control port for tests. All of it runs on
 * one event loop; the methods here are safe from any thread.
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
     * How a stand-in behaves.
     *
     * @param credentials the only ones that are accepted
     * @param folder keeps the certificate; without one it is new at each start
     */
    public record Config(
            Ports ports,
            Limits limits,
            Pace pace,
            Transcription hearing,
            Credentials credentials,
            Optional<Path> folder) {
        /** Free ports, the real service's limits, seeded words. */
        public static Config defaults() {
            return new Config(
                    new Ports(0, 0, 0),
                    new Limits(20, 480_000, 55_000, 128),
                    new Pace(1, 3),
                    new Transcription(1, List.of()),
                    Credentials.local(),
                    Optional.empty());
        }

        /** With other ports. */
        public Config with(Ports given) {
            return new Config(given, limits, pace, hearing, credentials, folder);
        }

        /** With other limits. */
        public Config with(Limits given) {
            return new Config(ports, given, pace, hearing, credentials, folder);
        }

        /** At another pace. */
        public Config with(Pace given) {
            return new Config(ports, limits, given, hearing, credentials, folder);
        }

        /** With other words to hear. */
        public Config with(Transcription given) {
            return new Config(ports, limits, pace, given, credentials, folder);
        }

        /** With a certificate that outlives a restart. */
        public Config with(Path given) {
            return new Config(ports, limits, pace, hearing, credentials, Optional.of(given));
        }

        long scaled(long ms) {
            return Math.round(ms / pace.speed);
        }
    }

    /** Where to listen on 127.0.0.1; 0 takes a free port. */
    public record Ports(int tls, int cleartext, int control) {}

    /**
     * When the service says no.
     *
     * @param quota streams at a time; one more is answered with 429
     * @param lifeMs of a stream
     * @param idleMs without input that end a stream
     * @param streamsPerConnection of HTTP/2
     */
    public record Limits(int quota, long lifeMs, long idleMs, int streamsPerConnection) {}

    /**
     * How fast time goes.
     *
     * @param speed of the clock: 2 halves a stream's life and idle limit, and how long a reply
     *     would take to play
     * @param generation how much faster than speech a reply is generated
     */
    public record Pace(double speed, double generation) {}

    /**
     * What is written down of what is heard.
     *
     * @param seed of the ordinary sentences
     * @param words the true words instead, an utterance a line; may be empty
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
        TranscriptGenerator words =
                new TranscriptGenerator(config.hearing.seed, config.hearing.words);
        shared = new StandInContext(vertx, config, voice, words, () -> script, open);
        SignatureVerifier verifier =
                new SignatureVerifier(config.credentials, "bedrock", InstantSource.system());
        validator = new RequestValidator(verifier, faults, shared, records, config.limits.quota);
    }

    /** Starts one; fails if a port is taken. */
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

    private Future<?> listen(Context own) {
        context = own;
        Http2Server.Options options =
                new Http2Server.Options(
                        config.ports.tls,
                        config.ports.cleartext,
                        config.limits.streamsPerConnection);
        return Http2Server.start(vertx, certificate, options, validator::enter)
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
                .get("/streams/:key/said", key -> stream(key).map(StreamRecord::said))
                .get("/streams/:key/pcm", key -> stream(key).map(StreamRecord::pcm))
                .delete("/streams", this::forget)
                .order(HttpMethod.PUT, "/script", Script.class, this::script)
                .order(HttpMethod.POST, "/faults", StreamFault.class, this::order)
                .delete("/faults", this::clearFaults);
    }

    private record Counts(int streams, int connections) {}

    /** What it was started with, the ports and the folder being those in use. */
    public Config config() {
        return config.with(new Ports(tlsPort(), cleartextPort(), controlPort));
    }

    /** The port for TLS. */
    public int tlsPort() {
        return Objects.requireNonNull(server).tlsPort();
    }

    /** The port for HTTP/2 in cleartext, with prior knowledge. */
    public int cleartextPort() {
        return Objects.requireNonNull(server).cleartextPort();
    }

    /** The port for control, HTTP/1.1. */
    public int controlPort() {
        return controlPort;
    }

    /** The certificate and the trust store for clients. */
    public TestCertificate certificate() {
        return certificate;
    }

    /** The streams since the start, oldest first; of a thousand the newest. */
    public List<StreamRecord> streams() {
        return records.all();
    }

    /** The newest stream of a prompt. */
    public Optional<StreamRecord> stream(String promptName) {
        return records.all().reversed().stream()
                .filter(record -> record.summary().promptName().equals(promptName))
                .findFirst();
    }

    /** How many streams are open. */
    public int openStreams() {
        return open.size();
    }

    /** How many HTTP/2 connections are open. */
    public int connections() {
        return Objects.requireNonNull(server).connections();
    }

    /** Forgets the streams that are closed; the true words begin anew. */
    public void forget() {
        records.forget();
        Objects.requireNonNull(context).runOnContext(_ -> shared.words().restart());
    }

    /** What Maya says on streams that open from now on. */
    public void script(Script given) {
        script = given;
    }

    /**
     * Orders a fault.
     *
     * @return whether there was room for the order
     */
    public boolean order(StreamFault fault) {
        if (fault.stream() > 0) {
            return faults.order(fault);
        }
        Objects.requireNonNull(context)
                .runOnContext(_ -> List.copyOf(open).forEach(stream -> stream.order(fault)));
        return true;
    }

    /** Forgets the faults ordered for streams to come. */
    public void clearFaults() {
        faults.clear();
    }

    /** Stops as a killed process does: connections are reset. Its ports are free then. */
    public Future<Void> close() {
        return Objects.requireNonNull(server).close().compose(_ -> vertx.undeploy(deployment));
    }
}
