@NullMarked
package com.ieltsaiprep.infra.observe;

import org.jspecify.annotations.NullMarked;
