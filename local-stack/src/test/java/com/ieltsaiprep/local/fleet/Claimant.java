package com.ieltsaiprep.local.fleet;

import com.ieltsaiprep.gateway.conversation.Ownership;
import com.ieltsaiprep.gateway.conversation.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.OwnershipRegistry;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Claims a conversation on an event loop of its own, and notes what it is told. */
final class Claimant implements OwnershipListener {
    private final Context context;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private @Nullable Ownership ownership;

    Claimant(Vertx vertx) {
        this.context = vertx.getOrCreateContext();
    }

    Claimant claim(OwnershipRegistry node, String sessionId, long generation, long counter) {
        context.runOnContext(_ -> node.claim(sessionId, generation, counter, this));
        return this;
    }

    /** What it is told next; {@code nothing} if that is nothing for 5 s. */
    String next() throws InterruptedException {
        String next = told.poll(5, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    /** Whether it was told anything more. */
    boolean toldMore() {
        return !told.isEmpty();
    }

    /** Does something with its ownership. */
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

    private void note(String what) {
        told.add(context.equals(Vertx.currentContext()) ? what : what + " on another event loop");
    }
}
