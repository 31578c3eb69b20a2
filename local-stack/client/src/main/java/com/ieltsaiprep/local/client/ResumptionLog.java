package com.ieltsaiprep.local.client;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Log of a conversation's lost connections and their resumptions. */
final class ResumptionLog {
    private record Loss(long lostUs, int closeCode, boolean turnLost) {}

    private final List<Resumption> all = new ArrayList<>();
    private @Nullable Loss pending;

    /** Records a loss; false if the one before has not been resumed yet. */
    boolean onLost(long nowUs, int closeCode, boolean turnLost) {
        if (pending != null) {
            return false;
        }
        pending = new Loss(nowUs, closeCode, turnLost);
        return true;
    }

    /** Records a resumption; false if no connection was lost before. */
    boolean onResumed(Resumption.Kind kind, int attempts, long nowUs) {
        if (pending == null) {
            return false;
        }
        all.add(
                new Resumption(
                        kind,
                        pending.lostUs,
                        pending.closeCode,
                        pending.turnLost,
                        attempts,
                        nowUs,
                        OptionalLong.empty()));
        pending = null;
        return true;
    }

    /** Completes the newest resumption with the time of Maya's next audio. */
    void onAudio(long nowUs) {
        if (!all.isEmpty() && all.getLast().mayaUs().isEmpty()) {
            Resumption last = all.removeLast();
            all.add(
                    new Resumption(
                            last.kind(),
                            last.lostUs(),
                            last.closeCode(),
                            last.turnLost(),
                            last.attempts(),
                            last.resumedUs(),
                            OptionalLong.of(nowUs)));
        }
    }

    List<Resumption> all() {
        return all;
    }

    void addProblems(List<String> problems) {
        if (pending != null) {
            problems.add("the connection was lost and the conversation did not go on");
        }
    }
}
