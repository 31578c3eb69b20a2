package com.ieltsaiprep.local.speak;

import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.Candidate;
import com.ieltsaiprep.local.client.CandidateObserver;
import com.ieltsaiprep.local.client.ClientSocket;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.ConversationTicket;
import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.TickLoop;
import com.ieltsaiprep.local.control.StackClient;

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

/**
 * Runner of simulated candidates: holds their conversations with a gateway over WebSockets. Each of
 * its few event loops drives many conversations. Thread-safe.
 */
public final class CandidateRunner implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 20_000;
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<TickLoop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();

    /**
     * Creates a runner of simulated candidates and starts its event loops. Blocks until the event
     * loops run.
     *
     * @param loops number of event loops; each can drive a few hundred conversations
     * @param clock clock from which all times in the results are read
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

    /**
     * Starts a simulated candidate's conversation with the gateway of a local stack, without an
     * observer. Blocks until the stack gives a ticket, the single-use secret that admits the
     * candidate.
     *
     * @param plan what the candidate says and when
     * @param sink receives what the candidate hears
     * @return future of the result; fails with {@link StackUnavailableException} if the first
     *     connection cannot be opened
     * @throws StackUnavailableException if the stack gives no ticket
     */
    public Future<ConversationResult> start(StackClient stack, SpeakingPlan plan, AudioSink sink) {
        return start(stack, plan, sink, CandidateObserver.NONE);
    }

    /**
     * Starts a simulated candidate's conversation with the gateway of a local stack, and resumes it
     * whenever its connection is lost. Blocks until the stack gives the first ticket, the
     * single-use secret that admits the candidate.
     *
     * @param plan what the candidate says and when
     * @param sink receives what the candidate hears
     * @param observer receives the events of the conversation, on an event loop
     * @return future of the result; fails with {@link StackUnavailableException} if the first
     *     connection cannot be opened, but reports all later problems in the result
     * @throws StackUnavailableException if the stack gives no ticket
     */
    public Future<ConversationResult> start(
            StackClient stack, SpeakingPlan plan, AudioSink sink, CandidateObserver observer) {
        return start(stack.ticket(), stack::ticket, plan, sink, observer);
    }

    /**
     * Starts a simulated candidate's conversation with the gateway that a ticket names, and resumes
     * it with further tickets whenever its connection is lost. Does not block.
     *
     * @param ticket single-use secret that admits the candidate to the conversation
     * @param renewal requests another ticket for a session id, or throws {@link
     *     StackUnavailableException}; may block, because it is called in a thread of its own
     * @param plan what the candidate says and when
     * @param sink receives what the candidate hears
     * @param observer receives the events of the conversation, on an event loop
     * @return future of the result; fails with {@link StackUnavailableException} if the first
     *     connection cannot be opened, but reports all later problems in the result
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

    /**
     * Stops the event loops and abandons the conversations on them. Blocks for at most 10 s.
     *
     * @throws StackUnavailableException if the event loops do not stop within 10 s
     */
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
