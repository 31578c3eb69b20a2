package com.ieltsaiprep.api.qr;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Sign-ins in memory, one table for each region's key. */
final class FakeQrStore implements QrStore {
    private final Map<QrKey, QrSignIn> signIns = new HashMap<>();
    private final Map<QrKey, QrKey> codes = new HashMap<>();
    private Runnable beforeNextChange = () -> {};
    private boolean losesAnswer;
    private boolean fails;
    private boolean isDoneAllTheSame;
    private int finds;

    /** Something that happens just before the next change of state. */
    void beforeNextChange(Runnable action) {
        beforeNextChange = action;
    }

    /** The next change of state is done, and tried again since nobody heard so. */
    void loseNextAnswer() {
        losesAnswer = true;
    }

    /** The next change of state fails, and is done all the same or not. */
    void failNextChange(boolean isDone) {
        fails = true;
        isDoneAllTheSame = isDone;
    }

    /** How often a sign-in was looked for. */
    int finds() {
        return finds;
    }

    @Override
    public boolean create(QrKey key, QrSignIn signIn) {
        if (codes.putIfAbsent(signIn.asked().code().key(), key) != null) {
            return false;
        }
        signIns.put(key, signIn);
        return true;
    }

    @Override
    public Optional<QrSignIn> find(QrKey key) {
        finds++;
        return Optional.ofNullable(signIns.get(key));
    }

    @Override
    public Optional<QrKey> keyOf(UserCode code) {
        return Optional.ofNullable(codes.get(code.key()));
    }

    @Override
    public boolean poll(QrKey key, Instant before, Instant now) {
        return replace(
                key,
                found -> found.polledAt().equals(before),
                found -> new QrSignIn(found.asked(), found.state(), now));
    }

    @Override
    public boolean decide(QrKey key, QrState decision) {
        return change(
                key,
                found -> found.state() instanceof QrState.Pending,
                found -> new QrSignIn(found.asked(), decision, found.polledAt()));
    }

    @Override
    public boolean use(QrKey key, QrSignIn before, QrState.Used used, Instant now) {
        return change(
                key,
                found ->
                        found.polledAt().equals(before.polledAt())
                                && found.state().getClass() == before.state().getClass(),
                found -> new QrSignIn(found.asked(), used, now));
    }

    private boolean change(
            QrKey key, Predicate<QrSignIn> condition, UnaryOperator<QrSignIn> change) {
        Runnable action = beforeNextChange;
        beforeNextChange = () -> {};
        action.run();
        if (fails) {
            fails = false;
            if (isDoneAllTheSame) {
                replace(key, condition, change);
            }
            throw new IllegalStateException("away");
        }
        boolean done = replace(key, condition, change);
        if (losesAnswer) {
            losesAnswer = false;
            return replace(key, condition, change);
        }
        return done;
    }

    private boolean replace(
            QrKey key, Predicate<QrSignIn> condition, UnaryOperator<QrSignIn> change) {
        Optional<QrSignIn> found = find(key).filter(condition);
        found.ifPresent(it -> signIns.put(key, change.apply(it)));
        return found.isPresent();
    }
}
