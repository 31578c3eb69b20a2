package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.model.Examiner;
import com.ieltsaiprep.local.simulation.audio.ReplyWatermark;
import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.sonic.MicrophoneHearing;

import java.util.ArrayList;
import java.util.List;

/** Script of the examiner on one stream; no two utterances of a run are the same. */
final class ExaminerScript implements Examiner {
    private static final int REPLIES_BETWEEN_CALLS = 3;
    private static final int BLOCK_MS = 5_000;

    private final UtteranceGenerator utterances;
    private final RandomStream random;
    private final ExaminerProfile profile;
    private final MicrophoneHearing hearing;
    private int replies;
    private int nextCallAfterReplies;
    private boolean finished;

    ExaminerScript(
            UtteranceGenerator utterances,
            RandomStream random,
            ExaminerProfile profile,
            MicrophoneHearing hearing) {
        this.hearing = hearing;
        this.utterances = utterances;
        this.random = random;
        this.profile = profile;
        this.nextCallAfterReplies = profile.repliesBeforeFinish();
    }

    @Override
    public void onHistoryMessage(boolean byExaminer) {
        replies += byExaminer ? 1 : 0;
    }

    @Override
    public List<ToolCall> nextToolCalls() {
        if (finished || replies < nextCallAfterReplies || profile.toolCalls().isEmpty()) {
            return List.of();
        }
        nextCallAfterReplies = replies + REPLIES_BETWEEN_CALLS;
        return profile.toolCalls();
    }

    @Override
    public Reply nextReply() {
        replies++;
        List<Sentence> sentences = new ArrayList<>();
        int count = random.pick(List.of(1, 1, 2, 3));
        for (int i = 0; i < count; i++) {
            sentences.add(
                    new Sentence(
                            utterances.nextExaminerUtterance(),
                            profile.sentenceLength().sampleMs(random)));
        }
        int number = utterances.nextReply();
        return new Reply(
                sentences, (_, _, replyMs, ms) -> ReplyWatermark.createAudio(number, replyMs, ms));
    }

    @Override
    public void onToolResult(String json) {
        finished |= json.startsWith("{\"accepted\":true");
    }

    @Override
    public boolean isClauseComplete(int voicedMs) {
        return true;
    }

    @Override
    public List<String> transcript(Turn turn) {
        MicrophoneHearing.Span span = hearing.takeSpan();
        int firstFrame = span.firstFrame();
        int lastFrame = span.lastFrame();
        int blocks = (turn.isDivided() ? 2 : 1) + turn.voicedMs() / BLOCK_MS;
        int frames = lastFrame + 1 - firstFrame;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            int from = firstFrame + frames * i / blocks;
            int to = firstFrame + frames * (i + 1) / blocks - 1;
            words.add(utterances.nextCandidateUtterance(from, to));
        }
        return words;
    }
}
