package com.ieltsaiprep.local.model;

import com.ieltsaiprep.local.model.ModelDriver.Mark;
import com.ieltsaiprep.local.model.ModelOutput.Role;
import com.ieltsaiprep.local.model.ModelOutput.Stage;
import com.ieltsaiprep.local.model.ModelOutput.StopReason;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Reply generator of one stream: sends replies in bursts faster than real time. */
final class ReplyGenerator {
    private static final long TICK_US = 20_000;
    private static final double FLOOD_SPEED = 1_000;
    private static final int FLOOD_CHUNK_MS = 3_000;
    private static final int FLOOD_SENTENCE_MS = 90_000;

    private final ModelDriver driver;
    private final ModelSettings settings;
    private final OutputBlocks blocks;
    private final IntConsumer generated;
    private List<Examiner.Sentence> sentences = List.of();
    private Examiner.ReplyAudio audio = (_, _, _, _) -> new byte[0];
    private int turn;
    private int sentence;
    private int sentenceMs;
    private int generatedMs;
    private long audioFromUs;
    private int ticks;
    private boolean isFlooding;
    private boolean isSentenceStarted;
    private boolean isGenerating;
    private boolean isAudible;

    /**
     * Creates a generator.
     *
     * @param generated receives the length of each reply, ms, when all of it is generated; not of
     *     one that is interrupted
     */
    ReplyGenerator(
            ModelDriver driver,
            ModelSettings settings,
            OutputBlocks blocks,
            IntConsumer generated) {
        this.driver = driver;
        this.settings = settings;
        this.blocks = blocks;
        this.generated = generated;
    }

    /**
     * Starts a reply: sends its first text now.
     *
     * @param leadUs time from the first text to the first audio
     */
    void start(int replyTurn, Examiner.Reply reply, long leadUs) {
        turn = replyTurn;
        sentences = reply.sentences();
        audio = reply.audio();
        sentence = 0;
        sentenceMs = 0;
        generatedMs = 0;
        audioFromUs = driver.nowUs() + leadUs;
        isGenerating = true;
        isAudible = false;
        startSentence();
        ticks++;
        tick(ticks);
    }

    /** Makes every further sentence endless, and generates it all at once. */
    void flood() {
        isFlooding = true;
    }

    private void tick(int number) {
        if (!isGenerating || number != ticks) {
            return;
        }
        double speed = isFlooding ? FLOOD_SPEED : settings.generationSpeed();
        double dueMs = playedMs() * speed;
        while (isGenerating && generatedMs <= dueMs && !driver.isFull()) {
            advance();
        }
        if (isGenerating) {
            driver.schedule(TICK_US, () -> tick(number));
        }
    }

    private void advance() {
        if (sentence == sentences.size()) {
            isGenerating = false;
            driver.onMark(Mark.REPLY_GENERATED, turn);
            sendFinalTexts(sentences);
            generated.accept(generatedMs);
        } else if (!isSentenceStarted) {
            startSentence();
        } else if (sentenceMs < lengthMs(sentence)) {
            sendAudio();
        } else {
            blocks.audioEnd(isLast(sentence) ? StopReason.END_TURN : StopReason.PARTIAL_TURN);
            isSentenceStarted = false;
            sentenceMs = 0;
            sentence++;
        }
    }

    private void startSentence() {
        isSentenceStarted = true;
        String text = sentences.get(sentence).text();
        blocks.text(Role.ASSISTANT, Stage.SPECULATIVE, text, StopReason.PARTIAL_TURN);
        blocks.audioStart();
    }

    private void sendAudio() {
        int chunkMs = isFlooding ? FLOOD_CHUNK_MS : settings.chunkMs();
        int ms = Math.min(chunkMs, lengthMs(sentence) - sentenceMs);
        if (!isAudible) {
            isAudible = true;
            driver.onMark(Mark.FIRST_AUDIO, turn);
        }
        blocks.audio(audio.pcm(sentence, sentenceMs, generatedMs, ms));
        sentenceMs += ms;
        generatedMs += ms;
    }

    private int lengthMs(int index) {
        int ms = isFlooding ? FLOOD_SENTENCE_MS : sentences.get(index).ms();
        return settings.truncatesReplies() && isLast(index) ? ms / 2 : ms;
    }

    private boolean isLast(int index) {
        return index == sentences.size() - 1;
    }

    private void sendFinalTexts(List<Examiner.Sentence> spoken) {
        for (int i = 0; i < spoken.size(); i++) {
            String text = spoken.get(i).text();
            driver.onTranscript(turn, Role.ASSISTANT, text);
            StopReason stop = isLast(i) ? StopReason.END_TURN : StopReason.PARTIAL_TURN;
            blocks.text(Role.ASSISTANT, Stage.FINAL, text, stop);
        }
    }

    /** Returns whether a reply is being generated or, if played at once, would still be heard. */
    boolean isSpeaking() {
        return isGenerating || (isAudible && playedMs() < generatedMs);
    }

    private double playedMs() {
        return (driver.nowUs() - audioFromUs) / 1e3;
    }

    /** Interrupts the reply because the user speaks; the sentences heard so far become final. */
    void interrupt() {
        boolean isUnfinished = isGenerating;
        List<Examiner.Sentence> heard = new ArrayList<>();
        double playedMs = playedMs();
        for (Examiner.Sentence each : sentences) {
            playedMs -= each.ms();
            if (playedMs >= 0) {
                heard.add(each);
            }
        }
        isGenerating = false;
        isAudible = false;
        driver.onMark(Mark.INTERRUPTED, turn);
        blocks.interrupted();
        if (isUnfinished) {
            sendFinalTexts(heard);
        }
    }
}
