package com.ieltsaiprep.local.client;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Result of a conversation from the simulated candidate's side: times, counts and problems, without
 * words or audio. All times are µs since 1970.
 *
 * @param replies replies of Maya, the AI examiner, in order
 * @param turns utterances of the candidate that Maya answered, in order
 * @param clears orders of the gateway to stop playout, in order
 * @param resumptions resumptions after lost connections, in order
 * @param uplink statistics of the candidate's audio
 * @param downlink statistics of Maya's audio
 * @param problems reasons why the conversation is not complete, one line each; empty if the
 *     conversation is complete
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

    /**
     * Returns whether the conversation was complete, that is, whether the candidate found no
     * problem in it and {@link #problems} is empty.
     */
    public boolean isComplete() {
        return problems.isEmpty();
    }

    /**
     * Overview of a conversation: its id, its start and end, and the number of utterances.
     *
     * @param sessionId id of the conversation, as in the ticket that admitted the candidate
     * @param utterances number of utterances that the candidate began
     * @param startedUs time when the first connection was open, µs since 1970
     * @param endedUs time when the last connection was closed, µs since 1970
     */
    public record Overview(String sessionId, int utterances, long startedUs, long endedUs) {}

    /**
     * Reply of Maya, the AI examiner, as a simulated candidate received and heard it.
     *
     * @param epoch number of the reply in the client protocol
     * @param firstFrameUs time when its first audio arrived, µs since 1970
     * @param firstSampleUs time when its first sample was played, µs since 1970; empty if no sample
     *     was played
     * @param receivedMs audio received, ms
     * @param playedMs audio played, ms
     * @param gaps number of times that playout ran out of audio in the middle of the reply
     * @param gapMs total length of the gaps, ms
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
     * Turn of a simulated candidate that Maya, the AI examiner, answered.
     *
     * @param voiceEndUs time when the candidate stopped speaking, µs since 1970
     * @param answerUs time when the first sample of the answer was played, µs since 1970; empty if
     *     no sample was played
     */
    public record Turn(long voiceEndUs, OptionalLong answerUs) {}

    /**
     * Protocol message {@code clear} from the gateway: the order to stop playing the voice of Maya,
     * the AI examiner, for example because the candidate speaks over her.
     *
     * @param epoch number of Maya's next reply
     * @param receivedUs time when the message arrived and playout stopped, µs since 1970
     * @param voiceStartUs time when the candidate's latest utterance began, µs since 1970; empty if
     *     the message cut off no audible voice of Maya
     */
    public record Clear(int epoch, long receivedUs, OptionalLong voiceStartUs) {}

    /**
     * Statistics of the microphone frames that a simulated candidate sent to the gateway.
     *
     * @param sent frames that were sent, and the utterances that they carried
     * @param acks number of acknowledgements received
     * @param unackedFrames number of frames not acknowledged when the conversation ended
     * @param ackDelaysUs for each acknowledgement, the time from when the acknowledged frame was
     *     due to be sent until the acknowledgement arrived, µs
     * @param lostFrames number of frames that the gateway reported as lost
     * @param lostMs audio in the lost frames, ms
     */
    public record UplinkStats(
            SentAudio sent,
            int acks,
            int unackedFrames,
            List<Long> ackDelaysUs,
            int lostFrames,
            int lostMs) {}

    /**
     * Statistics of the audio frames that a simulated candidate received: the voice of Maya, the AI
     * examiner.
     *
     * @param frames number of frames
     * @param audioMs audio in these frames, ms
     * @param outOfSequence number of frames whose sequence number was not the next one in order
     */
    public record DownlinkStats(int frames, long audioMs, int outOfSequence) {}

    /**
     * End of a conversation as the simulated candidate saw it.
     *
     * @param errors codes of the gateway's error messages, in order
     * @param reason reason in the gateway's message {@code ended}, such as {@code CLIENT}; empty if
     *     that message did not arrive
     * @param closeCode WebSocket close code of the last connection, 1006 if no close frame arrived;
     *     empty if the connection was not closed
     */
    public record Ending(List<String> errors, String reason, OptionalInt closeCode) {}
}
