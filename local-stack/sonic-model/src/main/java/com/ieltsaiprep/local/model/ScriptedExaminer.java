package com.ieltsaiprep.local.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Examiner of one stream that follows a {@link Script}: after a history it goes on with the line
 * after those that were said.
 */
public final class ScriptedExaminer implements Examiner {
    private final Script script;
    private final TranscriptGenerator transcripts;
    private final Speech speech;
    private int sampleRate = 24_000;
    private int line;

    /**
     * Creates an examiner that begins with the first line.
     *
     * @param transcripts source of the user's words, which streams may share
     */
    public ScriptedExaminer(Script script, TranscriptGenerator transcripts, Speech speech) {
        this.script = script;
        this.transcripts = transcripts;
        this.speech = speech;
    }

    @Override
    public void onPromptStart(int outputSampleRate) {
        sampleRate = outputSampleRate;
    }

    @Override
    public void onHistoryMessage(boolean byExaminer) {
        line += byExaminer ? 1 : 0;
    }

    @Override
    public List<ToolCall> nextToolCalls() {
        return script.tools(line);
    }

    @Override
    public void prepareReply(Runnable ready) {
        speech.prepare(script.sentences(line), sampleRate, ready);
    }

    @Override
    public Reply nextReply() {
        List<Sentence> sentences = new ArrayList<>();
        List<byte[]> audio = new ArrayList<>();
        for (String text : script.sentences(line)) {
            byte[] pcm = speech.pcm(text, sampleRate);
            audio.add(pcm);
            sentences.add(new Sentence(text, lengthMs(pcm)));
        }
        line++;
        return new Reply(
                sentences, (sentence, fromMs, _, ms) -> piece(audio.get(sentence), fromMs, ms));
    }

    private byte[] piece(byte[] pcm, int fromMs, int ms) {
        int toMs = fromMs + ms;
        // The last piece has the samples of an incomplete millisecond, too.
        int to = toMs == lengthMs(pcm) ? pcm.length : toMs * bytesPerMs();
        return Arrays.copyOfRange(pcm, fromMs * bytesPerMs(), to);
    }

    private int lengthMs(byte[] pcm) {
        return pcm.length / bytesPerMs();
    }

    private int bytesPerMs() {
        return sampleRate * 2 / 1000;
    }

    @Override
    public void onToolResult(String content) {}

    @Override
    public List<String> transcript(Turn turn) {
        List<String> texts = transcripts.next(turn.voicedMs(), turn.isClause());
        return turn.isDivided() ? texts.stream().flatMap(ScriptedExaminer::halves).toList() : texts;
    }

    private static Stream<String> halves(String text) {
        int middle = text.indexOf(' ', text.length() / 2);
        return middle < 0
                ? Stream.of(text)
                : Stream.of(text.substring(0, middle), text.substring(middle + 1));
    }

    @Override
    public boolean isClauseComplete(int voicedMs) {
        return transcripts.isClauseComplete(voicedMs);
    }
}
