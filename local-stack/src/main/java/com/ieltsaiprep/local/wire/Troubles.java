package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.common.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The troubles that are ordered and have not all happened yet. Safe for many threads. */
public final class Troubles {
    private static final int MOST = 100;

    private final List<Trouble> orders = new ArrayList<>();

    /**
     * Takes an order.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public synchronized void order(Trouble trouble) {
        if (orders.size() == MOST) {
            throw new IllegalArgumentException("too many troubles");
        }
        orders.add(trouble);
    }

    /** Forgets all orders. */
    public synchronized void clear() {
        orders.clear();
    }

    /** A request comes: the oldest trouble that concerns it, if one does. */
    public synchronized Optional<Trouble> next(Region region, String operation) {
        for (int i = 0; i < orders.size(); i++) {
            Trouble trouble = orders.get(i);
            if (trouble.concerns(region, operation)) {
                if (trouble.times() == 1) {
                    orders.remove(i);
                } else {
                    orders.set(i, trouble.once());
                }
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }
}
