package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ledger in memory, with the conditions of the real one. */
public final class FakeLedger implements Ledger {
    private record Key(String userId, ExamModule module) {}

    private record Owned(String userId, String sessionId) {}

    private final Map<Key, Integer> left = new HashMap<>();
    private final Map<Key, String> open = new HashMap<>();
    private final Map<Owned, Attempt> attempts = new HashMap<>();
    private final Set<String> grants = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private Runnable beforeNextWrite = () -> {};

    /** Something that happens just before the next write. */
    public void beforeNextWrite(Runnable action) {
        beforeNextWrite = action;
    }

    /** The attempts that were ever taken and not given back, the open ones too. */
    long taken(String userId) {
        return attempts.entrySet().stream()
                .filter(entry -> entry.getKey().userId().equals(userId))
                .map(entry -> entry.getValue().state())
                .filter(state -> state == Attempt.State.RESERVED || state == Attempt.State.USED)
                .count();
    }

    /** Somebody's account is deleted with all that is here. */
    public void delete(String userId) {
        gone.add(userId);
        left.keySet().removeIf(key -> key.userId().equals(userId));
        open.keySet().removeIf(key -> key.userId().equals(userId));
        attempts.keySet().removeIf(key -> key.userId().equals(userId));
    }

    /** A deletion stops half way: the attempt is gone, and what names it as open is not. */
    void lose(String userId, String sessionId) {
        attempts.remove(new Owned(userId, sessionId));
    }

    private void beforeWrite() {
        Runnable action = beforeNextWrite;
        beforeNextWrite = () -> {};
        action.run();
    }

    @Override
    public Entitlement entitlement(String userId, ExamModule module) {
        Key key = new Key(userId, module);
        Optional<String> session = Optional.ofNullable(open.get(key));
        return new Entitlement(
                module,
                left.getOrDefault(key, 0),
                session,
                session.flatMap(it -> attempt(userId, it)));
    }

    @Override
    public Optional<Attempt> attempt(String userId, String sessionId) {
        return Optional.ofNullable(attempts.get(new Owned(userId, sessionId)));
    }

    @Override
    public Written takeOver(String userId, Attempt from, Attempt next) {
        beforeWrite();
        if (gone.contains(userId)) {
            return Written.NO_ACCOUNT;
        }
        Key key = new Key(userId, from.module());
        if (!isOpen(key, from) || !change(userId, from, Attempt.State.MOVED)) {
            return Written.CHANGED;
        }
        open(key, userId, next);
        return Written.DONE;
    }

    @Override
    public Written spend(String userId, Entitlement before, Attempt next) {
        beforeWrite();
        if (gone.contains(userId)) {
            return Written.NO_ACCOUNT;
        }
        Key key = new Key(userId, next.module());
        if (left.getOrDefault(key, 0) < 1 || !isOpen(key, before.openSession())) {
            return Written.CHANGED;
        }
        before.open().ifPresent(it -> change(userId, it, Attempt.State.USED));
        left.merge(key, -1, Integer::sum);
        open(key, userId, next);
        return Written.DONE;
    }

    private void open(Key key, String userId, Attempt next) {
        open.put(key, next.sessionId());
        attempts.put(new Owned(userId, next.sessionId()), next);
    }

    private boolean isOpen(Key key, Attempt attempt) {
        return isOpen(key, Optional.of(attempt.sessionId()));
    }

    private boolean isOpen(Key key, Optional<String> session) {
        return Optional.ofNullable(open.get(key)).equals(session);
    }

    private boolean change(String userId, Attempt before, Attempt.State next) {
        return attempts.replace(
                new Owned(userId, before.sessionId()),
                before,
                new Attempt(
                        before.sessionId(),
                        before.module(),
                        next,
                        before.test(),
                        before.begunAt(),
                        before.keyHash()));
    }

    @Override
    public Written giveBack(String userId, Attempt attempt, boolean isOpen) {
        beforeWrite();
        if (gone.contains(userId)) {
            return Written.NO_ACCOUNT;
        }
        Key key = new Key(userId, attempt.module());
        if (isOpen(key, attempt) != isOpen || !change(userId, attempt, Attempt.State.RETURNED)) {
            return Written.CHANGED;
        }
        if (isOpen) {
            open.remove(key);
        }
        left.merge(key, 1, Integer::sum);
        return Written.DONE;
    }

    @Override
    public boolean grant(String userId, Grant grant) {
        if (gone.contains(userId)) {
            return false;
        }
        if (grants.add(userId + grant.id())) {
            left.merge(new Key(userId, grant.module()), grant.attempts(), Integer::sum);
        }
        return true;
    }

    @Override
    public Map<ExamModule, Integer> left(String userId) {
        Map<ExamModule, Integer> his = new EnumMap<>(ExamModule.class);
        left.forEach(
                (key, number) -> {
                    if (key.userId().equals(userId)) {
                        his.put(key.module(), number);
                    }
                });
        return his;
    }

    @Override
    public List<Entry> entries(String userId) {
        return left(userId).entrySet().stream()
                .map(
                        left ->
                                new Entry(
                                        "entitlement#" + left.getKey().id(),
                                        Map.of("attempts", left.getValue().toString())))
                .toList();
    }
}
