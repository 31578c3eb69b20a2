package com.ieltsaiprep.local.candidate;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a conversation was like from the candidate's side; no words, no audio. Times in µs on the
 * conversation's clock.
 *
 * @param problems why the conversation was not whole, one line each; empty if it was
 */
public record ConversationResult(
        Overview overview,
        List<HeardReply> replies,
        List<Turn> turns,
        List<Clear> clears,
        List<Resumption> resumptions,
        UplinkStats uplink,
        DownlinkStats downlink,
        Ending ending,
        List<String> problems) {

    /** Copies the lists. */
    public ConversationResult {
        replies = List.copyOf(replies);
        turns = List.copyOf(turns);
        clears = List.copyOf(clears);
        resumptions = List.copyOf(resumptions);
        problems = List.copyOf(problems);
    }

    /** Whether nothing was missing: see {@link #problems}. */
    public boolean isComplete() {
        return problems.isEmpty();
    }

    /**
     * Which conversation.
     *
     * @param sessionId as the ticket has it
     * @param utterances how many the candidate began
     */
    public record Overview(String sessionId, int utterances, long startedUs, long endedUs) {}

    /**
     * A reply of Maya's.
     *
     * @param firstFrameUs when its first audio arrived
     * @param firstSampleUs when it was first heard
     * @param gaps times it stopped in its middle
     */
    public record HeardReply(
            int epoch,
            long firstFrameUs,
            OptionalLong firstSampleUs,
            long receivedMs,
            long playedMs,
            int gaps,
            long gapMs) {}

    /** The end of the candidate's voice and the first sample of the answer, if it was heard. */
    public record Turn(long voiceEndUs, OptionalLong answerUs) {}

    /**
     * A {@code clear} from the gateway.
     *
     * @param receivedUs when it came, and the player fell silent
     * @param voiceStartUs when the candidate had begun to speak over Maya; empty if no voice of
     *     hers was cut off
     */
    public record Clear(int epoch, long receivedUs, OptionalLong voiceStartUs) {}

    /**
     * The microphone's way.
     *
     * @param acks how many came
     * @param unackedFrames sent and never acknowledged
     * @param ackDelaysUs from each acknowledged frame's due time to its {@code ack}
     */
    public record UplinkStats(
            SentAudio sent,
            int acks,
            int unackedFrames,
            List<Long> ackDelaysUs,
            int lostFrames,
            int lostMs) {}

    /**
     * Maya's way.
     *
     * @param outOfSequence frames whose sequence did not follow
     */
    public record DownlinkStats(int frames, long audioMs, int outOfSequence) {}

    /**
     * How it ended.
     *
     * @param errors the codes of the gateway's error messages
     * @param reason of {@code ended}; empty if it did not come
     * @param closeCode 1006 if the connection was lost
     */
    public record Ending(List<String> errors, String reason, OptionalInt closeCode) {}
}
