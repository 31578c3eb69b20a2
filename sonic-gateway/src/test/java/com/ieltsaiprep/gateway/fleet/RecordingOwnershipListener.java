package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
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
    private Runnable onGranted = () -> {};
    private @Nullable Ownership ownership;

    /** Times of the notifications. */
    final Set<Long> timesUs = ConcurrentHashMap.newKeySet();

    RecordingOwnershipListener(Vertx vertx) {
        this.context = vertx.getOrCreateContext();
    }

    /** Creates a listener on the event loop of another one. */
    RecordingOwnershipListener(RecordingOwnershipListener other) {
        this.context = other.context;
    }

    /** Sets what is run once the claim is granted. */
    void onGranted(Runnable action) {
        onGranted = action;
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
        run(() -> node.claim(identity, generation, counter, this));
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

    /** Returns the notifications that were not taken yet. */
    List<String> pending() {
        return List.copyOf(notifications);
    }

    /** Runs an action with the ownership on its event loop: at once, if that is the caller's. */
    void with(Consumer<Ownership> what) {
        if (context.equals(Vertx.currentContext())) {
            what.accept(Objects.requireNonNull(ownership));
        } else {
            run(() -> what.accept(Objects.requireNonNull(ownership)));
        }
    }

    /** Runs an action on its event loop. */
    void run(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    @Override
    public void onGranted(Ownership granted, long nowUs) {
        ownership = granted;
        note("granted " + granted.generation(), nowUs);
        onGranted.run();
    }

    @Override
    public void onSuperseded(long nowUs) {
        note("superseded", nowUs);
    }

    @Override
    public void onFinished(long nowUs) {
        note("finished", nowUs);
    }

    @Override
    public void onTakenOver(long nowUs) {
        note("taken over", nowUs);
    }

    @Override
    public void onRevoked(long nowUs) {
        note("revoked", nowUs);
    }

    private void note(String what, long nowUs) {
        timesUs.add(nowUs);
        notifications.add(
                context.equals(Vertx.currentContext()) ? what : what + " on another event loop");
    }
}
