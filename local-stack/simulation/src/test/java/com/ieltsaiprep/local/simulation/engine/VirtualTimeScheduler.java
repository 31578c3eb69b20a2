package com.ieltsaiprep.local.simulation.engine;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * Scheduler in virtual time: a binary heap of tasks by time and order of scheduling.
 * Single-threaded; the order is the same in every run.
 */
public final class VirtualTimeScheduler {
    private long[] times = new long[256];
    private long[] sequences = new long[256];
    private @Nullable Runnable[] tasks = new Runnable[256];
    private int size;
    private long nextSequence;
    private long nowUs;
    private long executedTasks;

    /** Returns the virtual time since the start, µs. */
    public long nowUs() {
        return nowUs;
    }

    /** Returns the number of executed tasks. */
    public long executedTasks() {
        return executedTasks;
    }

    /** Schedules a task at a time, or now if that time has passed. */
    public void scheduleAt(long timeUs, Runnable task) {
        if (size == times.length) {
            grow();
        }
        size++;
        siftUp(size - 1, Math.max(timeUs, nowUs), nextSequence++, task);
    }

    /** Schedules a task after a delay. */
    public void scheduleAfter(long delayUs, Runnable task) {
        scheduleAt(nowUs + delayUs, task);
    }

    /**
     * Runs the next task if it is due until the given time; otherwise advances the clock to that
     * time.
     *
     * @return whether a task ran
     */
    public boolean runNext(long untilUs) {
        if (size == 0 || times[0] > untilUs) {
            nowUs = Math.max(nowUs, untilUs);
            return false;
        }
        nowUs = times[0];
        executedTasks++;
        Runnable task = Objects.requireNonNull(tasks[0]);
        removeFirst();
        task.run();
        return true;
    }

    private void removeFirst() {
        size--;
        long time = times[size];
        long sequence = sequences[size];
        Runnable task = tasks[size];
        tasks[size] = null;
        if (size > 0) {
            siftDown(time, sequence, task);
        }
    }

    private void siftUp(int free, long time, long sequence, Runnable task) {
        int hole = free;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!before(time, sequence, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, time, sequence, task);
    }

    private void siftDown(long time, long sequence, @Nullable Runnable task) {
        int hole = 0;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && before(times[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (before(time, sequence, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, time, sequence, task);
    }

    private boolean before(long time, long sequence, int other) {
        return time < times[other] || (time == times[other] && sequence < sequences[other]);
    }

    private void move(int from, int to) {
        put(to, times[from], sequences[from], tasks[from]);
    }

    private void put(int index, long time, long sequence, @Nullable Runnable task) {
        times[index] = time;
        sequences[index] = sequence;
        tasks[index] = task;
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * size);
        sequences = Arrays.copyOf(sequences, 2 * size);
        tasks = Arrays.copyOf(tasks, 2 * size);
    }
}
