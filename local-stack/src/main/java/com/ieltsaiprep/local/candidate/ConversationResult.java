package com.ieltsaiprep.local.candidate;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Result of a conversation from the candidate's side, without words or audio. Times in µs on the
 * conversation's clock.
 *
 * @param problems why the conversation was incomplete, one line each; empty if it was complete
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

    public ConversationResult {
        replies = List.copyOf(replies);
        turns = List.copyOf(turns);
        clears = List.copyOf(clears);
        resumptions = List.copyOf(resumptions);
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing was missing, so that there are no {@link #problems}. */
    public boolean isComplete() {
        return problems.isEmpty();
    }

    /**
     * Session, length and size of a conversation.
     *
     * @param sessionId as in the ticket
     * @param utterances how many the candidate began
     */
    public record Overview(String sessionId, int utterances, long startedUs, long endedUs) {}

    /**
     * Reply of Maya's as it was received and played.
     *
     * @param firstFrameUs when its first audio arrived
     * @param firstSampleUs when its first sample was played
     * @param gaps times that playout ran dry in its middle
     */
    public record HeardReply(
            int epoch,
            long firstFrameUs,
            OptionalLong firstSampleUs,
            long receivedMs,
            long playedMs,
            int gaps,
            long gapMs) {}

    /**
     * Turn of the candidate: the end of the voice and the first sample of the answer, if it was
     * played.
     */
    public record Turn(long voiceEndUs, OptionalLong answerUs) {}

    /**
     * A {@code clear} from the gateway.
     *
     * @param receivedUs when it came, and playout fell silent
     * @param voiceStartUs when the candidate had begun to speak over Maya; empty if no voice of
     *     hers was cut off
     */
    public record Clear(int epoch, long receivedUs, OptionalLong voiceStartUs) {}

    /**
     * Statistics of the microphone's frames.
     *
     * @param acks number of acknowledgements
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
     * Statistics of Maya's frames.
     *
     * @param outOfSequence frames whose sequence did not follow
     */
    public record DownlinkStats(int frames, long audioMs, int outOfSequence) {}

    /**
     * End of a conversation.
     *
     * @param errors the codes of the gateway's error messages
     * @param reason of {@code ended}; empty if it did not come
     * @param closeCode 1006 if the connection was lost
     */
    public record Ending(List<String> errors, String reason, OptionalInt closeCode) {}
}
