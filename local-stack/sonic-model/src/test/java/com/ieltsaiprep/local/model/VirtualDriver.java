package com.ieltsaiprep.local.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Driver in virtual time that lists what passes, a line per event with its time in ms. */
final class VirtualDriver implements ModelDriver {
    private static final Comparator<Task> ORDER =
            Comparator.comparingLong(Task::atUs).thenComparingLong(Task::number);

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(ORDER);
    private final List<String> lines = new ArrayList<>();
    private Consumer<ModelOutput> listener = _ -> {};
    private long nowUs;
    private long scheduled;
    private int audioEvents;
    private int audioBytes;
    private boolean isOver;

    private record Task(long atUs, long number, Runnable run) {}

    void listen(Consumer<ModelOutput> to) {
        listener = to;
    }

    /** Runs the tasks that are due within a time, and passes that time. */
    void pass(long ms) {
        long untilUs = nowUs + ms * 1_000;
        while (!tasks.isEmpty() && tasks.peek().atUs <= untilUs) {
            Task task = tasks.remove();
            nowUs = Math.max(nowUs, task.atUs);
            task.run.run();
        }
        nowUs = untilUs;
    }

    void note(String line) {
        flushAudio();
        lines.add(String.format(Locale.ROOT, "%7d  %s", nowUs / 1_000, line));
    }

    /** Returns the lines so far. */
    List<String> lines() {
        flushAudio();
        return List.copyOf(lines);
    }

    boolean isOver() {
        return isOver;
    }

    @Override
    public long nowUs() {
        return nowUs;
    }

    @Override
    public void schedule(long delayUs, Runnable task) {
        tasks.add(new Task(nowUs + delayUs, scheduled++, task));
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void onOutput(ModelOutput output) {
        String line = describe(output);
        if (!line.isEmpty()) {
            note("<- " + line);
        }
        listener.accept(output);
    }

    private String describe(ModelOutput output) {
        return switch (output) {
            case ModelOutput.CompletionStart _ -> "completionStart";
            case ModelOutput.CompletionEnd _ -> "completionEnd";
            case ModelOutput.SpeechStart start -> "userSpeechStart offset=" + start.offsetMs();
            case ModelOutput.SpeechEnd end ->
                    "userSpeechEnd offset="
                            + end.offsetMs()
                            + " detectionOffset="
                            + end.detectionOffsetMs();
            case ModelOutput.TextStart start ->
                    "contentStart "
                            + start.contentId()
                            + " TEXT "
                            + start.role()
                            + " "
                            + start.stage();
            case ModelOutput.Text text -> "textOutput " + text.contentId() + " " + text.content();
            case ModelOutput.AudioStart start ->
                    "contentStart " + start.contentId() + " AUDIO ASSISTANT";
            case ModelOutput.Audio audio -> {
                if (audioEvents == 0) {
                    note("<- audioOutput, the first");
                }
                audioEvents++;
                audioBytes += audio.pcm().length;
                yield "";
            }
            case ModelOutput.ToolStart start -> "contentStart " + start.contentId() + " TOOL";
            case ModelOutput.ToolUse use ->
                    "toolUse "
                            + use.toolUseId()
                            + " "
                            + use.call().name()
                            + " "
                            + use.call().arguments();
            case ModelOutput.ContentEnd end ->
                    "contentEnd " + end.contentId() + " " + end.type() + " " + end.stopReason();
            case ModelOutput.Usage usage ->
                    "usageEvent in="
                            + usage.total().speechIn()
                            + " out="
                            + usage.total().speechOut();
        };
    }

    private void flushAudio() {
        if (audioEvents > 0) {
            int events = audioEvents;
            audioEvents = 0;
            note("<- audioOutput, %d in all, %d bytes".formatted(events, audioBytes));
            audioBytes = 0;
        }
    }

    @Override
    public void onEnd(ModelEnd end) {
        isOver = true;
        note(
                "<- "
                        + switch (end) {
                            case ModelEnd.Completed _ -> "end of the stream";
                            case ModelEnd.Failed failed ->
                                    failed.exception() + ": " + failed.message();
                        });
    }
}
