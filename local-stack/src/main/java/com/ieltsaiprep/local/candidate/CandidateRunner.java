package com.ieltsaiprep.local.candidate;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Runs candidates against a gateway, distributed over a few shared event loops. Thread-safe. */
public final class CandidateRunner implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 20_000;
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<TickLoop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();

    /**
     * Starts the event loops.
     *
     * @param loops how many; one drives some hundred conversations
     */
    public CandidateRunner(int loops, EpochClock clock) {
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(loops)
                                .setPreferNativeTransport(true));
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setMaxConnections(MAX_CONNECTIONS)
                                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                                .setTcpNoDelay(true));
        vertx.deployVerticle(
                        () -> context -> addLoop(new TickLoop(context, clock)),
                        new DeploymentOptions().setInstances(loops))
                .await();
    }

    private Future<?> addLoop(TickLoop loop) {
        loops.add(loop);
        return Future.succeededFuture();
    }

    /** Starts a conversation without an observer. */
    public Future<ConversationResult> start(StackClient stack, SpeakingPlan plan, AudioSink sink) {
        return start(stack, plan, sink, CandidateObserver.NONE);
    }

    /**
     * Starts a conversation, which reconnects as often as necessary. Blocks for the first ticket.
     * The future fails with a {@link StackUnavailableException} if the conversation could not
     * begin; whatever happens later is in the result.
     *
     * @throws StackUnavailableException if there is no ticket
     */
    public Future<ConversationResult> start(
            StackClient stack, SpeakingPlan plan, AudioSink sink, CandidateObserver observer) {
        return start(stack.ticket(), stack::ticket, plan, sink, observer);
    }

    /**
     * Starts a conversation with a ticket; its future completes as above.
     *
     * @param renewal returns another ticket to the given session; may block
     */
    public Future<ConversationResult> start(
            ConversationTicket ticket,
            Function<String, ConversationTicket> renewal,
            SpeakingPlan plan,
            AudioSink sink,
            CandidateObserver observer) {
        Promise<ConversationResult> result = Promise.promise();
        int number = started.getAndIncrement();
        TickLoop loop = loops.get(Math.floorMod(number, loops.size()));
        Candidate.Parameters parameters =
                new Candidate.Parameters(ticket.sessionId(), plan, sink, new Random(number));
        loop.run(
                () ->
                        new ClientSocket(loop, client, renewal::apply, parameters, observer)
                                .converse(ticket)
                                .recover(e -> Future.failedFuture(refused(e, ticket)))
                                .onComplete(result));
        return result.future();
    }

    /** Stops the event loops and every conversation on them. Blocks. */
    @Override
    public void close() {
        try {
            vertx.close().await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the event loops did not stop within 10 s", e);
        }
    }

    private static StackUnavailableException refused(Throwable cause, ConversationTicket ticket) {
        String what =
                cause instanceof UpgradeRejectedException rejected
                        ? "refused the conversation with status " + rejected.getStatus()
                        : "does not answer";
        return new StackUnavailableException(
                "the gateway at " + ticket.streamUrl() + " " + what, cause);
    }
}
