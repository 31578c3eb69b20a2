package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ownership listener that claims a conversation on an event loop of its own and records its
 * notifications.
 */
final class RecordingOwnershipListener implements OwnershipListener {
    private final Context context;
    private final BlockingQueue<String> notifications = new LinkedBlockingQueue<>();
    private @Nullable Ownership ownership;

    RecordingOwnershipListener(Vertx vertx) {
        this.context = vertx.getOrCreateContext();
    }

    RecordingOwnershipListener claim(
            OwnershipRegistry node, String sessionId, long generation, long counter) {
        return claim(
                node,
                new ConversationIdentity(sessionId, "user", Instant.EPOCH),
                generation,
                counter);
    }

    RecordingOwnershipListener claim(
            OwnershipRegistry node, ConversationIdentity identity, long generation, long counter) {
        context.runOnContext(_ -> node.claim(identity, generation, counter, this));
        return this;
    }

    /** Returns the next notification; {@code nothing} if none comes within 5 s. */
    String next() throws InterruptedException {
        String next = notifications.poll(5, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    /** Reports whether there are further notifications. */
    boolean hasMore() {
        return !notifications.isEmpty();
    }

    /** Runs an action with the ownership on its event loop. */
    void with(Consumer<Ownership> what) {
        context.runOnContext(_ -> what.accept(Objects.requireNonNull(ownership)));
    }

    @Override
    public void onGranted(Ownership granted, long nowUs) {
        ownership = granted;
        note("granted " + granted.generation());
    }

    @Override
    public void onSuperseded(long nowUs) {
        note("superseded");
    }

    @Override
    public void onFinished(long nowUs) {
        note("finished");
    }

    @Override
    public void onTakenOver(long nowUs) {
        note("taken over");
    }

    @Override
    public void onRevoked(long nowUs) {
        note("revoked");
    }

    private void note(String what) {
        notifications.add(
                context.equals(Vertx.currentContext()) ? what : what + " on another event loop");
    }
}
