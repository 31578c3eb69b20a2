package com.ieltsaiprep.gateway.simulation.engine;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * Virtual time and what is to happen in it: a binary heap by time and, at the same time, by the
 * order in which things were planned. One thread; the same order in every run.
 */
public final class Timeline {
    private long[] times = new long[256];
    private long[] orders = new long[256];
    private @Nullable Runnable[] tasks = new Runnable[256];
    private int size;
    private long order;
    private long nowUs;
    private long steps;

    /** The time, µs since the world began. */
    public long nowUs() {
        return nowUs;
    }

    /** How many things have happened. */
    public long steps() {
        return steps;
    }

    /** Plans something for a time, or for now if that has passed. */
    public void at(long timeUs, Runnable task) {
        if (size == times.length) {
            grow();
        }
        size++;
        rise(size - 1, Math.max(timeUs, nowUs), order++, task);
    }

    /** Plans something for later. */
    public void after(long delayUs, Runnable task) {
        at(nowUs + delayUs, task);
    }

    /** Lets the next thing happen, if one is due until then; if none is, it is then. */
    public boolean step(long untilUs) {
        if (size == 0 || times[0] > untilUs) {
            nowUs = Math.max(nowUs, untilUs);
            return false;
        }
        nowUs = times[0];
        steps++;
        Runnable task = Objects.requireNonNull(tasks[0]);
        removeFirst();
        task.run();
        return true;
    }

    private void removeFirst() {
        size--;
        long time = times[size];
        long planned = orders[size];
        Runnable task = tasks[size];
        tasks[size] = null;
        if (size > 0) {
            sink(time, planned, task);
        }
    }

    private void rise(int free, long time, long planned, Runnable task) {
        int hole = free;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!before(time, planned, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, planned, task);
    }

    private void sink(long time, long planned, @Nullable Runnable task) {
        int hole = 0;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (before(time, planned, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, planned, task);
    }

    private boolean before(long time, long planned, int other) {
        return time < times[other] || (time == times[other] && planned < orders[other]);
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], tasks[from]);
    }

    private void put(int place, long time, long planned, @Nullable Runnable task) {
        times[place] = time;
        orders[place] = planned;
        tasks[place] = task;
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * size);
        orders = Arrays.copyOf(orders, 2 * size);
        tasks = Arrays.copyOf(tasks, 2 * size);
    }
}
