package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.CandidateObserver;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.SyntheticVoice;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Step: the ticket opens a conversation with Maya, who answers in time. */
final class SpeakStep {
    private static final int UTTERANCES = 2;
    private static final long TIMEOUT_S = 60;
    private static final long MAX_MS = 3_000;

    private SpeakStep() {}

    static TourStep step() {
        return new TourStep("speak", Region.VIRGINIA.awsName(), SpeakStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ConversationResult result = converse(context, user);
        UnmetExpectationException.require(
                result.isComplete(),
                "expected a whole conversation, came: %s"
                        .formatted(String.join("; ", result.problems())));
        long firstMs = (result.replies().getFirst().firstFrameUs() - user.ticketUs()) / 1_000;
        user.note("ticket to Maya's first word", firstMs + " ms");
        UnmetExpectationException.require(
                firstMs < MAX_MS,
                "expected Maya's first word within %d ms of the ticket, came after %d ms"
                        .formatted(MAX_MS, firstMs));
        return "Maya's first word %d ms after the ticket, then %d answers, %.1f s of her voice"
                .formatted(firstMs, result.turns().size(), result.downlink().audioMs() / 1e3);
    }

    private static ConversationResult converse(TourContext context, TourUser user) {
        SyntheticVoice voice = new SyntheticVoice(7);
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < UTTERANCES; i++) {
            utterances.add(voice.utterance(1_200, 300));
        }
        try {
            return context.candidates()
                    .start(
                            user.ticket(),
                            session ->
                                    TicketStep.request(
                                            context, user, Map.of("session_id", session)),
                            SpeakingPlan.inTurn(utterances),
                            AudioSink.NONE,
                            CandidateObserver.NONE)
                    .await(TIMEOUT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }
}
