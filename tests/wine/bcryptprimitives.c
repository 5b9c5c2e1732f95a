/* Wine 8 lacks this library, which Rust's standard library asks for random bytes. Windows has it since 7. */
#include <windows.h>

/* RtlGenRandom, as advapi32 names it. */
BOOLEAN WINAPI SystemFunction036(void *bytes, ULONG count);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *bytes, SIZE_T count)
{
    const SIZE_T most = 1u << 20;
    while (count > 0) {
        ULONG part = (ULONG)(count < most ? count : most);
        if (!SystemFunction036(bytes, part))
            return FALSE;
        bytes += part;
        count -= part;
    }
    return TRUE;
}
