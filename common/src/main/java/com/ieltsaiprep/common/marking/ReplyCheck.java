package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.marking.ModelReply.Block.ToolUse;

import java.util.List;
import java.util.Set;

/**
 * Reply check: accepts exactly one call of the right tool whose input follows the schema, and
 * verifies what it says of the essay. Prose beside the call is ignored.
 */
final class ReplyCheck {
    /** Stop reasons of Converse that the same request would meet again. */
    private static final Set<String> STOPPED =
            Set.of("guardrail_intervened", "content_filtered", "model_context_window_exceeded");

    private static final String MAX_TOKENS = "max_tokens";

    private ReplyCheck() {}

    /** Returns the outcome of a reply; {@link CallOutcome.Invalid} names the fault. */
    static CallOutcome of(MarkingCall call, ModelReply reply, OwnWords words) {
        try {
            ToolUse use = onlyToolUse(reply, ToolSchemas.name(call));
            return call.criterion().isPresent()
                    ? new CallOutcome.Marked(CriterionOpinion.read(use.input()).verified(words))
                    : new CallOutcome.Advised(Feedback.reply(use.input()).verified(words));
        } catch (InvalidReplyException e) {
            return new CallOutcome.Invalid(e.fault());
        }
    }

    private static ToolUse onlyToolUse(ModelReply reply, String tool) {
        if (STOPPED.contains(reply.stopReason())) {
            throw new InvalidReplyException(ReplyFault.STOPPED);
        }
        if (reply.stopReason().equals(MAX_TOKENS)) {
            throw new InvalidReplyException(ReplyFault.CUT_OFF);
        }
        List<ToolUse> uses =
                reply.blocks().stream()
                        .filter(ToolUse.class::isInstance)
                        .map(ToolUse.class::cast)
                        .toList();
        if (uses.isEmpty()) {
            throw new InvalidReplyException(ReplyFault.NO_TOOL_CALL);
        } else if (uses.size() > 1) {
            throw new InvalidReplyException(ReplyFault.SEVERAL_TOOL_CALLS);
        } else if (!uses.getFirst().name().equals(tool)) {
            throw new InvalidReplyException(ReplyFault.OTHER_TOOL);
        }
        return uses.getFirst();
    }
}
