package com.ieltsaiprep.gateway.fleet;

/**
 * Lua scripts of the ownership registry. A conversation is a hash {@code conversation:<session>}
 * that expires later than any capsule and any ticket of the session after the last renewal:
 *
 * <ul>
 *   <li>{@code generation} (fencing token) and {@code owner} of the newest claim
 *   <li>{@code began}: generation of the last start, or of the capsule that was resumed from;
 *       capsules of older generations are superseded
 *   <li>{@code acknowledged}: the newest capsule that the client has stored; older ones are
 *       superseded, and so is a start: else one session would begin any number of conversations
 *   <li>{@code finished}, if the conversation is over
 * </ul>
 */
final class OwnershipScripts {
    /** Answer to {@link #CLAIM} if the capsule is outdated or missing. */
    static final long SUPERSEDED = 0;

    /** Answer to {@link #CLAIM} if the conversation is over. */
    static final long FINISHED = -1;

    /** Answer to {@link #RENEW} for a conversation that has another owner. */
    static final long LOST = 0;

    /** Answer to {@link #RENEW} for a conversation that the API has ended. */
    static final long ENDED = 2;

    private static final int LIFETIME_SECONDS = 46 * 60;

    /**
     * Claims a conversation and returns its new generation, or one of the answers above. One key;
     * arguments: owner, generation and counter of the capsule, the newest generation known to the
     * node.
     */
    static final RedisScript CLAIM =
            RedisScript.of(
                    """
                    local held = redis.call('HMGET', KEYS[1],
                      'generation', 'began', 'acknowledged', 'finished')
                    if held[4] then
                      return -1
                    end
                    local capsule, counter = tonumber(ARGV[2]), tonumber(ARGV[3])
                    if counter < tonumber(held[3] or 0)
                        or counter > 0 and capsule < tonumber(held[2] or 0) then
                      return 0
                    end
                    local generation =
                      math.max(tonumber(held[1] or 0), capsule, tonumber(ARGV[4])) + 1
                    local began = counter == 0 and generation or capsule
                    redis.call('HSET', KEYS[1], 'owner', ARGV[1],
                      'generation', string.format('%.0f', generation),
                      'began', string.format('%.0f', began), 'acknowledged', ARGV[3])
                    redis.call('EXPIRE', KEYS[1], LIFETIME)
                    return generation
                    """
                            .replace("LIFETIME", String.valueOf(LIFETIME_SECONDS)));

    /**
     * Renews conversations and restores what is missing or older, as after a failover. Three keys
     * for each conversation: its own, and the marks that end those of its user and its session
     * ({@link com.ieltsaiprep.common.EndedConversations}); arguments for each: owner, generation,
     * began, acknowledged, whether it is finished (0, 1), and the time of the user's sign-in in
     * epoch ms. Returns 1 for each that is still the owner's, or one of the answers above.
     */
    static final RedisScript RENEW =
            RedisScript.of(
                    """
                    local answers = {}
                    for i = 1, #KEYS / 3 do
                      local key = KEYS[3 * i - 2]
                      local owner, generation, began, counter, finished, signed_in =
                        unpack(ARGV, 6 * i - 5, 6 * i)
                      local held = redis.call('HMGET', key,
                        'owner', 'generation', 'began', 'acknowledged', 'finished')
                      local mine = held[1] == owner
                      if held[1] and not mine
                          and (held[5] or tonumber(held[2]) >= tonumber(generation)) then
                        answers[i] = 0
                      else
                        if not mine then
                          redis.call('HSET', key, 'owner', owner, 'generation', generation)
                        end
                        if held[3] ~= began then
                          redis.call('HSET', key, 'began', began)
                        end
                        if not mine or tonumber(counter) > tonumber(held[4] or 0) then
                          redis.call('HSET', key, 'acknowledged', counter)
                        end
                        if finished == '1' then
                          redis.call('HSET', key, 'finished', '1')
                        end
                        redis.call('EXPIRE', key, LIFETIME)
                        answers[i] = 1
                        for _, mark in ipairs(redis.call('MGET', KEYS[3 * i - 1], KEYS[3 * i])) do
                          if mark and tonumber(mark) > tonumber(signed_in) then
                            answers[i] = 2
                          end
                        end
                      end
                    end
                    return answers
                    """
                            .replace("LIFETIME", String.valueOf(LIFETIME_SECONDS)));

    private OwnershipScripts() {}
}
