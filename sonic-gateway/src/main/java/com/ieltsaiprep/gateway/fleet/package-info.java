/** Who may talk: tickets and admission. */
@NullMarked
package com.ieltsaiprep.gateway.fleet;

import org.jspecify.annotations.NullMarked;
